package io.baton.drop.folder;

import io.baton.spi.RecordFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What the folder needs to know of the rest of the system.
 *
 * @param folder in which all files are
 * @param record where it is kept what was loaded
 * @param grace how long a file may be gone before its module is deleted
 * @param clock in nanoseconds
 * @param bundles a number that differs when bundles have come, gone, started or stopped
 * @param stopping whether the system is about to end, so that what fails now says nothing of a file
 */
public record Surroundings(
    Path folder,
    RecordFile record,
    Duration grace,
    LongSupplier clock,
    LongSupplier bundles,
    BooleanSupplier stopping) {}
