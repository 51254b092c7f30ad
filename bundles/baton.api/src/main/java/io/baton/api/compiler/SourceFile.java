package io.baton.api.compiler;

/**
 * A source that a version keeps.
 *
 * @param name its path below the folder that was compiled, or the name of the file
 * @param text what is in it
 */
public record SourceFile(String name, String text) {}
