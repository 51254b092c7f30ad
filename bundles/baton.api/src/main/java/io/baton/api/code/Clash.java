package io.baton.api.code;

/**
 * A file on the code path that no load by name takes, since a directory before its own has the
 * module, too.
 *
 * @param taken the file that a load by name takes
 * @param hidden the other one
 */
public record Clash(ModuleFile taken, ModuleFile hidden) {}
