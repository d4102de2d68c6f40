/**
 * Deletes files that are no longer needed: of archived versions, of failed experiments, and
 * checkpoints between the best and the last. What an alias, a rollback or a resumption needs stays,
 * and so does every commit point.
 */
package dev.fidelio.registry.retention;
