package dev.fidelio.registry.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * The settings of a schedule.
 *
 * @param zone null for {@code fidelio.schedules.zone}
 * @param template a request that can be rendered
 */
@RecordBuilder
public record ScheduleSettings(
    String cron,
    String zone,
    JsonNode template,
    boolean enabled,
    boolean skipWhileRunning,
    boolean onlyIfDataChanged) {}
