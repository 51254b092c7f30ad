package io.baton.api.compiler;

import io.baton.api.code.ModuleVersion;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Origin of a version that was compiled.
 *
 * @param version the version
 * @param source the file or folder that it was compiled from
 * @param compiled when its sources were read
 */
public record Compilation(ModuleVersion version, Path source, Instant compiled) {}
