/**
 * The write-once store that turns at-least-once delivery into effects that happen once: a file is
 * published only if its name is free, so that an attempt that wrongly believes it still owns the
 * work overwrites nothing. Knows claims, commit points and files, but neither Kafka nor the files'
 * contents.
 */
package dev.fidelio.artifacts;
