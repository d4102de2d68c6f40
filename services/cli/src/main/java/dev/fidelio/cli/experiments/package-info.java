/** Commands for experiments: submit, watch, list, show, cancel and resume. */
package dev.fidelio.cli.experiments;
