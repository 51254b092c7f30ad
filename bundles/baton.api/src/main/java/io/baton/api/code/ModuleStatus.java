package io.baton.api.code;

import java.util.List;
import java.util.Optional;

/**
 * The versions of a module at one moment.
 *
 * @param module its name
 * @param current the version that qualified calls reach; empty after a delete
 * @param old the version before, still finishing its work
 * @param lingering who is in the old version
 */
public record ModuleStatus(
    String module,
    Optional<ModuleVersion> current,
    Optional<ModuleVersion> old,
    List<Lingering> lingering) {}
