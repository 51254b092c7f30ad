package io.baton.code;

import io.baton.spi.Handover;
import io.baton.spi.ProcessControl;
import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The services without which there is no code server.
 *
 * @param handover converts values between versions
 * @param processes all that there are
 * @param marks the number of each version
 * @param safepoints where processes are stopped that enter a version
 * @param components makes the components of modules
 */
record References(
    Handover handover,
    ProcessControl processes,
    VersionMarks marks,
    Safepoints safepoints,
    ServiceComponentRuntime components) {}
