package io.baton.otp;

import io.baton.api.process.Pid;
import io.baton.api.spi.Handover;
import io.baton.api.spi.LiveStates;
import io.baton.api.spi.Modules;
import io.baton.api.spi.ProcessTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The states of all servers, state machines and event handlers. */
final class LiveServers implements LiveStates {
  private final ProcessTable processes;

  LiveServers(ProcessTable processes) {
    this.processes = processes;
  }

  @Override
  public List<Live> of(String module) {
    List<Live> found = new ArrayList<>();
    for (ProcessTable.Running process : processes.running()) {
      if (process.turn().orElse(null) instanceof Loop loop) {
        loop.live(module).forEach(state -> found.add(new OfProcess(process, state)));
      }
    }
    return found;
  }

  private record OfProcess(ProcessTable.Running process, LiveState state) implements Live {
    @Override
    public Pid pid() {
      return process.pid();
    }

    @Override
    public Optional<String> name() {
      return process.name();
    }

    @Override
    public Class<?> type() {
      return state.value().getClass();
    }

    @Override
    public Handover.Into into(Modules.Bound version) {
      return state.into().apply(version);
    }

    @Override
    public boolean isDecidedByCode(Modules.Bound version) {
      return state.versions().isDecidedByCode(version);
    }

    @Override
    public void tryIn(Modules.Bound version) {
      state.trial().accept(version);
    }
  }
}
