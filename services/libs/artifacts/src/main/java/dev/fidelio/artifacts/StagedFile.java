package dev.fidelio.artifacts;

/**
 * A file that an attempt has written next to its claim, and its public name if that attempt wins.
 *
 * @param from where the attempt wrote it
 * @param to its public name in the store
 * @param digest SHA-256 of the bytes
 * @param size bytes
 */
public record StagedFile(String from, String to, String digest, long size) {}
