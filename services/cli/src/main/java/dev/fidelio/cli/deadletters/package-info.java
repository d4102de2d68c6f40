/** Commands that list, show and replay dead letters. */
package dev.fidelio.cli.deadletters;
