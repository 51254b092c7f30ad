package io.baton.api.compiler;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A source or a folder of classes that is watched.
 *
 * @param source the file or folder
 * @param module the module in it; empty as long as none was found
 * @param problem why its last save was not loaded; empty if it was
 */
public record WatchedSource(Path source, Optional<String> module, Optional<String> problem) {}
