package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.ModuleVersion;
import io.baton.api.process.Pid;
import io.baton.fixtures.Await;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;

/** What a load that is refused must leave as it was. */
record Snapshot(List<Versions> modules, Set<Pid> processes, Map<Long, String> bundles) {
  /** The versions of one module. */
  record Versions(String module, Optional<ModuleVersion> current, Optional<ModuleVersion> old) {}

  static Snapshot of(BatonTest test) {
    List<Versions> modules =
        test.codeStatus.status().stream()
            .map(status -> new Versions(status.module(), status.current(), status.old()))
            .toList();
    Set<Pid> processes =
        test.processes.running().stream()
            .map(process -> process.pid())
            .collect(Collectors.toUnmodifiableSet());
    Map<Long, String> bundles = new TreeMap<>();
    Arrays.stream(test.context.getBundles())
        .forEach(bundle -> bundles.put(bundle.getBundleId(), describe(bundle)));
    return new Snapshot(modules, processes, bundles);
  }

  private static String describe(Bundle bundle) {
    return "%s in state %d".formatted(bundle, bundle.getState());
  }

  /**
   * Same current, same old, same processes, same bundles. A process that has ended is listed until
   * its thread has unwound.
   */
  void nothingChanged(BatonTest test) {
    Await.until(() -> of(test).processes().equals(processes));
    Snapshot now = of(test);
    assertThat(now.modules()).isEqualTo(modules);
    assertThat(now.processes()).isEqualTo(processes);
    assertThat(now.bundles()).isEqualTo(bundles);
  }
}
