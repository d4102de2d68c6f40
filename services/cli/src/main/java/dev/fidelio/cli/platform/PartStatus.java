package dev.fidelio.cli.platform;

/**
 * One process of the platform as it is now.
 *
 * @param pid null while it does not run
 * @param state {@code running}, {@code not-ready}, {@code stopped} or {@code external}
 * @param port null where it is not known
 */
public record PartStatus(String name, Long pid, String state, Integer port) {}
