/**
 * What this installation decides about models: which experiment is which version, which version an
 * alias points to. It lives in the schema {@code registry}, is the truth, and leaves through an
 * outbox that is written in the same transaction.
 */
package dev.fidelio.registry.decisions;
