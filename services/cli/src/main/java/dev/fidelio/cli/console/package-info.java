/** The options and output that the commands share: results as text or JSON, progress, files. */
package dev.fidelio.cli.console;
