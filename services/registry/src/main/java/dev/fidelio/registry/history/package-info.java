/**
 * The projection of the log of experiments into tables of the schema {@code history}: made from
 * facts alone, each event once, and rebuilt whenever the schema is dropped.
 */
package dev.fidelio.registry.history;
