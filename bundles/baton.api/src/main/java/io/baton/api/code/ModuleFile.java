package io.baton.api.code;

import java.nio.file.Path;

/**
 * A file on the code path that holds a version of a module.
 *
 * @param module its name
 * @param version the bundle's version, such as {@code 2.0.0}
 * @param file the bundle
 */
public record ModuleFile(String module, String version, Path file) {}
