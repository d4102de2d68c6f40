package dev.fidelio.messaging;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;

/**
 * A fact as a projection hears it, perhaps not for the first time.
 *
 * @param message the whole message, with its event id
 * @param payload what it says
 * @param at where the record stands
 */
public record Heard(Message message, Payload payload, Coordinates at) {}
