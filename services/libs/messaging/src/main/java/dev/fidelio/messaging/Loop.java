package dev.fidelio.messaging;

/**
 * Reads a topic, and is named after it. Closing it releases the records that it holds; while
 * something keeps it from reading, the service is not ready.
 */
public interface Loop extends BackgroundTask {}
