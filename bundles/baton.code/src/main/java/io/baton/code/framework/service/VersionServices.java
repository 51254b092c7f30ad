package io.baton.code.framework.service;

import io.baton.code.framework.service.SwitchWindow.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/**
 * The services of a version that is current: a mirror of each that its bundle registers, for as
 * long as both are there. Events come on any thread; nothing is registered or withdrawn under a
 * lock.
 */
final class VersionServices implements AllServiceListener {
  private final BundleContext server;
  private final BundleRevision revision;
  private final String module;
  private final SwitchWindow window;

  /** By original. Written by events of the originals, and by the lane of the module. */
  private final Map<ServiceReference<?>, Mirror> mirrors = new ConcurrentHashMap<>();

  /** Mirrors whose original went during a switch and may come back in it. Written as above. */
  private final Queue<Orphan> orphans = new ConcurrentLinkedQueue<>();

  /**
   * What has come back in a switch, and the orphan that is seen until it is shown. Not at once: the
   * event comes while a component is being registered, and to show it may make that one again.
   * Written by events of the originals, and by the threads that switch.
   */
  private final Map<Mirror, Orphan> returned = new ConcurrentHashMap<>();

  /**
   * A mirror without an original.
   *
   * @param step in which its original went
   */
  private record Orphan(Mirror mirror, Step step) {}

  /** Written by the lane of the module, read by events. */
  private volatile boolean closed;

  VersionServices(
      BundleContext server, BundleRevision revision, String module, SwitchWindow window) {
    this.server = server;
    this.revision = revision;
    this.module = module;
    this.window = window;
  }

  boolean isOf(BundleRevision other) {
    return revision == other;
  }

  /**
   * Shows all services of the version, each in the place of its counterpart, and withdraws what is
   * left of the version before.
   *
   * @param before null if no version was current
   */
  void replace(@Nullable VersionServices before) {
    String filter =
        "(&(service.bundleid=%d)%s)"
            .formatted(revision.getBundle().getBundleId(), ServiceVisibility.ORIGINALS);
    for (ServiceReference<?> original : open(filter)) {
      add(original, before);
    }
    if (before != null) {
      before.close();
    }
  }

  /** In the order of their registration, so that among equals the same one stays the first. */
  private List<ServiceReference<?>> open(String filter) {
    try {
      server.addServiceListener(this, filter);
      ServiceReference<?>[] all = server.getAllServiceReferences(null, filter);
      return all == null ? List.of() : Arrays.stream(all).sorted(VersionServices::byId).toList();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int byId(ServiceReference<?> one, ServiceReference<?> other) {
    return Long.compare(id(one), id(other));
  }

  private static long id(ServiceReference<?> service) {
    return service.getProperty("service.id") instanceof Long id ? id : 0;
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    ServiceReference<?> original = event.getServiceReference();
    switch (event.getType()) {
      case ServiceEvent.REGISTERED -> add(original, null);
      case ServiceEvent.UNREGISTERING -> remove(original);
      default -> update(original);
    }
  }

  private void add(ServiceReference<?> original, @Nullable VersionServices before) {
    Bundle bundle = original.getBundle();
    if (bundle == null || bundle.adapt(BundleRevision.class) != revision) {
      return;
    }
    var mirror = new Mirror(original, Map.of(ServiceVisibility.CURRENT, module));
    if (mirrors.putIfAbsent(original, mirror) == null) {
      show(mirror, before);
    }
    if (closed || original.getBundle() == null) {
      remove(original);
    }
  }

  private void show(Mirror mirror, @Nullable VersionServices before) {
    Orphan orphan = takeOrphan(mirror);
    Step step = SwitchWindow.step();
    if (orphan != null) {
      orphan.mirror().leadTo(mirror);
      returned.put(mirror, orphan);
      orphan.step().replaceLater(mirror.key(), () -> showReturned(mirror));
    } else if (step != null) {
      Mirror replaced = before == null ? null : before.takeCounterpart(mirror);
      step.replace(mirror.key(), () -> mirror.register(replaced, server));
    } else {
      mirror.register(null, server);
    }
  }

  private void showReturned(Mirror mirror) {
    Orphan orphan = returned.remove(mirror);
    if (orphan != null) {
      mirror.register(orphan.mirror(), server);
    }
  }

  private @Nullable Mirror takeCounterpart(Mirror next) {
    for (Mirror mirror : mirrors.values().toArray(Mirror[]::new)) {
      if (mirror.isCounterpartOf(next) && mirrors.remove(mirror.original(), mirror)) {
        return seen(mirror);
      }
    }
    Orphan orphan = takeOrphan(next);
    return orphan == null ? null : orphan.mirror();
  }

  private @Nullable Orphan takeOrphan(Mirror next) {
    for (Orphan orphan : List.copyOf(orphans)) {
      if (orphan.mirror().isCounterpartOf(next) && orphans.remove(orphan)) {
        return orphan;
      }
    }
    return null;
  }

  /** Returns what others see of a service: the orphan before it, if it has just come back. */
  private Mirror seen(Mirror mirror) {
    Orphan orphan = returned.remove(mirror);
    return orphan == null ? mirror : orphan.mirror();
  }

  private void update(ServiceReference<?> original) {
    Mirror mirror = mirrors.get(original);
    if (mirror != null) {
      mirror.update();
    }
  }

  private void remove(ServiceReference<?> original) {
    Mirror mirror = mirrors.remove(original);
    if (mirror == null) {
      return;
    }
    Mirror seen = seen(mirror);
    Step step = SwitchWindow.step();
    boolean isActive = !closed && revision.getBundle().getState() == Bundle.ACTIVE;
    if (isActive && step != null && step.mayComeBack(seen.key())) {
      orphans.add(new Orphan(seen, step));
      if (closed || !window.isOpen()) {
        withdrawOrphans();
      }
    } else {
      seen.withdraw();
    }
  }

  /** Withdraws what did not come back in a switch that is over. */
  void withdrawOrphans() {
    for (Orphan orphan = orphans.poll(); orphan != null; orphan = orphans.poll()) {
      orphan.mirror().withdraw();
    }
  }

  /** Withdraws everything, for good. */
  void close() {
    closed = true;
    server.removeServiceListener(this);
    mirrors.keySet().forEach(this::remove);
    withdrawOrphans();
  }
}
