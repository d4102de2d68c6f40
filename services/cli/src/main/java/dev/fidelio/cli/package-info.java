/** The fidelio command and the local platform. */
package dev.fidelio.cli;
