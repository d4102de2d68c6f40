/** Commands for model versions: compare, sample and download. */
package dev.fidelio.cli.models;
