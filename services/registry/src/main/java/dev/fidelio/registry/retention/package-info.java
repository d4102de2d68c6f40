/**
 * Gives up files that nobody needs any more: of archived versions, of dead experiments, and
 * checkpoints between the best and the last. What an alias, a rollback or a resume needs stays, and
 * so does every commit point.
 */
package dev.fidelio.registry.retention;
