package io.baton.testing;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodePath;
import io.baton.api.code.ModuleStatus;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Inspection;
import io.baton.api.process.ProcessInfo;
import io.baton.api.process.Processes;
import io.baton.embedded.Baton;
import io.baton.embedded.BatonOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** The Baton of this JVM. JUnit closes it after the last test. */
final class RunningBaton implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private @Nullable Baton baton;
  private Set<String> shared = Set.of();

  /** Bundles that were there before the test. */
  private Set<Bundle> bundles = Set.of();

  /** Returns the one of all tests of the run. */
  static RunningBaton of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(RunningBaton.class))
        .getOrComputeIfAbsent(RunningBaton.class, _ -> new RunningBaton(), RunningBaton.class);
  }

  /** Returns Baton with shared packages; starts it if it does not run, or shares others. */
  synchronized Baton started(Set<String> packages) {
    if (baton != null && shared.equals(packages)) {
      return baton;
    }
    close();
    Baton next = Baton.start(BatonOptions.defaults().sharing(packages.toArray(String[]::new)));
    bundles = new HashSet<>(List.of(next.context().getBundles()));
    shared = packages;
    baton = next;
    return next;
  }

  /** Takes back what a test has loaded and installed. */
  synchronized void clean() {
    if (baton == null) {
      return;
    }
    endProcesses();
    CodeLoader loader = baton.loader();
    for (ModuleStatus status : baton.status().status()) {
      loader.unstick(status.module());
      loader.purge(status.module());
      loader.delete(status.module());
      loader.purge(status.module());
    }
    baton.service(CodePath.class).set(List.of());
    Arrays.stream(baton.context().getBundles())
        .filter(bundle -> !bundles.contains(bundle))
        .forEach(RunningBaton::uninstall);
  }

  /** Ends processes, also those that others start meanwhile, as supervisors do. */
  private static void endProcesses() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<ProcessInfo> left = processes();
    while (!left.isEmpty()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            "processes of the test do not end within %s: %s".formatted(PATIENCE, left));
      }
      left.forEach(process -> Processes.exit(process.pid(), ExitReason.KILL));
      left = processes();
    }
  }

  /** Returns the processes that are no threads of the application. */
  private static List<ProcessInfo> processes() {
    return Inspection.processes().stream()
        .flatMap(pid -> Inspection.info(pid).stream())
        .filter(process -> !process.initialCall().startsWith("thread "))
        .toList();
  }

  private static void uninstall(Bundle bundle) {
    try {
      bundle.uninstall();
    } catch (BundleException e) {
      throw new IllegalStateException("bundle %s cannot be uninstalled".formatted(bundle), e);
    }
  }

  @Override
  public synchronized void close() {
    if (baton != null) {
      baton.close();
      baton = null;
    }
  }
}
