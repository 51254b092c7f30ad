package io.baton.otp.loop;

import io.baton.api.process.Pid;
import io.baton.otp.version.LiveState;
import io.baton.spi.Handover;
import io.baton.spi.LiveStates;
import io.baton.spi.Modules;
import io.baton.spi.ProcessTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the states of all servers, state machines and event handlers. */
public final class LiveServers {
  private final ProcessTable processes;

  public LiveServers(ProcessTable processes) {
    this.processes = processes;
  }

  /** Implements {@link LiveStates#of}. */
  public List<LiveStates.Live> of(String module) {
    return find(module, _ -> true);
  }

  /** Implements {@link LiveStates#kinds}. */
  public List<LiveStates.Live> kinds(String module) {
    Set<Class<?>> seen = new HashSet<>();
    return find(
        module,
        loop -> {
          Class<?> kind = loop.kind();
          return kind == null || seen.add(kind);
        });
  }

  private List<LiveStates.Live> find(String module, Predicate<Loop> wanted) {
    List<LiveStates.Live> found = new ArrayList<>();
    for (ProcessTable.Running process : processes.living(module)) {
      Loop loop = Loop.of(process, module);
      if (loop != null && wanted.test(loop)) {
        loop.live(module).forEach(state -> found.add(new OfProcess(process, state)));
      }
    }
    return found;
  }

  private record OfProcess(ProcessTable.Running process, LiveState state)
      implements LiveStates.Live {
    @Override
    public Pid pid() {
      return process.pid();
    }

    @Override
    public Optional<String> name() {
      return Optional.of(process.title()).filter(title -> !title.isEmpty());
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
