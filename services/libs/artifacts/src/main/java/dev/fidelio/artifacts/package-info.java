/**
 * The write-once store that makes "at least once" into once: whatever workers make is published
 * only where its name is free, so that an attempt that thinks it still owns the work overwrites
 * nothing. Knows claims, commit points and files; knows nothing of Kafka or of what the files hold.
 */
package dev.fidelio.artifacts;
