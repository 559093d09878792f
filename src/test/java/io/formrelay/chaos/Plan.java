package io.formrelay.chaos;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run is to be.
 *
 * @param seed where its luck comes from
 * @param kills how often the relay is killed
 * @param longestLifeMs how long it lives between two kills at the most, after its doors have opened
 * @param httpSenders how many post forms
 * @param fileSenders how many drop files
 * @param patience how long everything may take to end after the last kill
 * @param folder where the run keeps the relay's data and logs; made anew
 */
record Plan(
    long seed,
    int kills,
    int longestLifeMs,
    int httpSenders,
    int fileSenders,
    Duration patience,
    Path folder) {}
