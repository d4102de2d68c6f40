package dev.fidelio.artifacts;

/**
 * A file that an attempt has written beside its claim, and the name it gets once that attempt wins.
 *
 * @param from where the attempt wrote it
 * @param to its public name in the store
 * @param digest SHA-256 of the bytes
 * @param size bytes
 */
public record StagedFile(String from, String to, String digest, long size) {}
