package io.baton.compiler.source;

import java.nio.file.Path;

/**
 * A source file as it was read.
 *
 * @param file absolute path
 * @param name path below the folder that is compiled, with slashes, or the name of the file
 * @param text what is in it
 */
public record SourceText(Path file, String name, String text) {}
