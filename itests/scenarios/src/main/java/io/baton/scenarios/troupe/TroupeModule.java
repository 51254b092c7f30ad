package io.baton.scenarios.troupe;

import io.baton.api.code.Code;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Spec;
import io.baton.api.supervisor.Start;
import io.baton.api.supervisor.Supervisor;
import io.baton.api.supervisor.SupervisorSpec;
import io.baton.scenarios.puppet.State;
import io.baton.scenarios.words.Cast;

/** The troupe. */
public final class TroupeModule implements Troupe, Supervisor<Cast> {
  private final Code code;

  /** Called by SCR. */
  public TroupeModule(Code code) {
    this.code = code;
  }

  /** How a puppet is seen here. */
  private interface Loop {
    Next loop(State state);
  }

  @Override
  public Spec init(Cast cast) {
    ChildSpec[] children =
        cast.roles().stream()
            .map(role ->
                ChildSpec.of(
                    role.name(), Start.function(MODULE, "start", role.name(), role.module())))
            .toArray(ChildSpec[]::new);
    return SupervisorSpec.of(cast.strategy(), children).intensity(cast.intensity(), cast.period());
  }

  @Override
  public Pid start(String name, String module) {
    Pid pid = Processes.spawnLink(code.qualified(module, Loop.class).loop(State.INITIAL));
    Processes.register(name, pid);
    return pid;
  }
}
