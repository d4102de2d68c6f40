/** Commands for aliases: promote, roll back, gates, archive and the history of decisions. */
package dev.fidelio.cli.promotion;
