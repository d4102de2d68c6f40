package dev.fidelio.registry.promotion;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;

/**
 * A request to promote a version.
 *
 * @param version number of the version
 * @param reason why; null where none is given
 * @param isForced whether to promote the version regardless of its scores
 * @param by who decided
 * @param precondition the expected state of the alias; empty if the caller sent none
 */
@RecordBuilder
public record PromotionCommand(
    String model,
    String alias,
    int version,
    String reason,
    boolean isForced,
    String by,
    Optional<AliasPrecondition> precondition) {}
