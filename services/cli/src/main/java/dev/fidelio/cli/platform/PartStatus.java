package dev.fidelio.cli.platform;

/**
 * The current state of one process of the platform.
 *
 * @param pid null unless it runs
 * @param state {@code running}, {@code not-ready}, {@code stopped} or {@code external}
 * @param port null if unknown
 */
public record PartStatus(String name, Long pid, String state, Integer port) {}
