/**
 * The log of experiments as tables of the schema {@code history}: made from nothing but the facts,
 * each event once, and made again whenever somebody drops the schema.
 */
package dev.fidelio.registry.history;
