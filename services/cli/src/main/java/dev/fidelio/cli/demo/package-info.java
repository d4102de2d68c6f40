/** The demo: one experiment from the request to a promoted version on the local platform. */
package dev.fidelio.cli.demo;
