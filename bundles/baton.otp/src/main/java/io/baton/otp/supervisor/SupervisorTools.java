package io.baton.otp.supervisor;

import io.baton.api.spi.Supervising;

/** What one supervisor works with. */
record SupervisorTools(
    Supervising supervising, Launcher launcher, Stops stops, Restarts restarts, Reports reports) {}
