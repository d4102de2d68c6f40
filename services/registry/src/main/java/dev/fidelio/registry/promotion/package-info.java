/**
 * Moves aliases: promotion, rollback and archiving by hand, and automatic promotion of experiments
 * that asked for it. Every decision is a row that is only ever added, and leaves through the outbox
 * in the transaction that made it.
 */
package dev.fidelio.registry.promotion;
