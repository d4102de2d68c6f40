/** Commands for scheduled retraining. It uses {@code experiments} for requests and their events. */
package dev.fidelio.cli.schedules;
