package io.formrelay.watching;

import io.formrelay.delivery.Targets;
import java.time.Clock;

/**
 * What operators look at and what they can do, whatever way they come: JMX, HTTP or a command.
 *
 * @param targets the partner systems
 * @param counts what was counted since the start
 * @param depths how much waits
 * @param deadLetters lists, shows, replays and drops dead letters
 * @param bulk replays many
 * @param control pauses and resumes
 * @param audit notes who did what
 * @param clock tells ages
 */
public record Controls(
    Targets targets,
    Counts counts,
    QueueDepths depths,
    DeadLetters deadLetters,
    BulkReplay bulk,
    TargetControl control,
    AuditLog audit,
    Clock clock) {}
