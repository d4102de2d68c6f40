/**
 * The transactional outbox: messages are stored in the transaction that decides them, and published
 * in order by one instance of the registry at a time.
 */
package dev.fidelio.registry.outbox;
