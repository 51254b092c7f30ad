package io.baton.otp.supervisor;

import io.baton.api.process.Pid;
import io.baton.otp.loop.Loop;
import io.baton.spi.Modules;
import io.baton.spi.ProcessTable;
import io.baton.spi.SupervisorTable;
import io.baton.spi.Turn;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

/** Lists supervisors and their children without sending requests to them. */
public final class SupervisorTree implements SupervisorTable {
  private final ProcessTable processes;

  public SupervisorTree(ProcessTable processes) {
    this.processes = processes;
  }

  @Override
  public List<Supervised> supervisors() {
    Map<Pid, ProcessTable.Running> running = new HashMap<>();
    processes.living().forEach(process -> running.put(process.pid(), process));
    return running.values().stream()
        .sorted(Comparator.comparingLong(process -> process.pid().number()))
        .flatMap(process -> supervised(process, running).stream())
        .toList();
  }

  private static Optional<Supervised> supervised(
      ProcessTable.Running process, Map<Pid, ProcessTable.Running> running) {
    if (!(process.turn().orElse(null) instanceof Loop loop)
        || !(loop.versions().source() instanceof SupervisorModule module)) {
      return Optional.empty();
    }
    Supervision supervision = module.supervision();
    if (supervision == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Supervised(
            process.pid(),
            process.name(),
            module.module(),
            supervision.spec().strategy(),
            supervision.restartsOfLate(),
            supervision.spec().intensity(),
            supervision.spec().period(),
            supervision.children().inOrder().stream().map(child -> row(child, running)).toList()));
  }

  private static Row row(ChildRecord child, Map<Pid, ProcessTable.Running> running) {
    Pid pid = child.pid();
    ProcessTable.Running process = pid == null ? null : running.get(pid);
    return new Row(child.seen(), child.restarts(), version(process));
  }

  private static Optional<String> version(ProcessTable.@Nullable Running process) {
    if (process == null) {
      return Optional.empty();
    }
    return switch (process.turn().orElse(null)) {
      case null -> Optional.empty();
      case Loop loop -> {
        Modules.Bound version = loop.versions().lastUsed();
        yield version == null ? Optional.empty() : Optional.of(version.version().toString());
      }
      case Turn turn -> bundle(turn.code());
    };
  }

  private static Optional<String> bundle(@Nullable ClassLoader loader) {
    if (!(loader instanceof BundleReference reference)) {
      return Optional.empty();
    }
    Bundle bundle = reference.getBundle();
    return Optional.of(bundle.getSymbolicName() + " " + bundle.getVersion());
  }
}
