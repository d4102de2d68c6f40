/** Clients of the REST interfaces of the registry and the tracker, and the addresses they need. */
package dev.fidelio.cli.client;
