package io.baton.code.leaving;

import io.baton.api.code.Handed;
import io.baton.api.code.Leave;
import io.baton.api.code.ModuleVersion;
import io.baton.code.version.LoadedVersion;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/** The resources of one module that no version owns at the moment. */
final class Estate {
  /** By name; guarded by this. */
  private final SortedMap<String, Object> resources = new TreeMap<>();

  private synchronized void add(String name, Object resource) {
    if (resources.putIfAbsent(name, resource) != null) {
      throw new IllegalStateException(name + " was handed over already");
    }
  }

  private synchronized Set<String> names() {
    return new TreeSet<>(resources.keySet());
  }

  private synchronized <T> Optional<T> take(String name, Class<T> type) {
    T resource = type.cast(resources.get(name));
    resources.remove(name);
    return Optional.ofNullable(resource);
  }

  /** Takes all that is left. */
  synchronized SortedMap<String, Object> takeAll() {
    SortedMap<String, Object> all = new TreeMap<>(resources);
    resources.clear();
    return all;
  }

  /** Lets a version take leave. */
  Taking leaveOf(LoadedVersion version, Optional<ModuleVersion> successor) {
    return new Taking(this, version, successor);
  }

  /** Lets a version take what is here. */
  Given givenTo(LoadedVersion version) {
    return new Given(this, version.toString());
  }

  /** An {@code onOld} that is running or has returned. */
  static final class Taking implements Leave {
    private final Estate estate;
    private final String version;
    private final ClassLoader loader;
    private final Optional<ModuleVersion> successor;

    /** Set once, by the job that runs the callback; read by any thread. */
    private final AtomicBoolean isOver = new AtomicBoolean();

    private Taking(Estate estate, LoadedVersion version, Optional<ModuleVersion> successor) {
      this.estate = estate;
      this.version = version.toString();
      loader = version.loader();
      this.successor = successor;
    }

    @Override
    public Optional<ModuleVersion> successor() {
      return successor;
    }

    @Override
    public void handOver(String name, Object resource) {
      Class<?> type = resource.getClass();
      if (type.getClassLoader() == loader) {
        throw new IllegalArgumentException(
            "expected for %s an object that the next version can use, found one of %s, which is of %s"
                .formatted(name, type.getName(), version));
      }
      if (isOver.get()) {
        throw new IllegalStateException(
            "%s has taken leave; it was too late for %s".formatted(version, name));
      }
      estate.add(name, resource);
    }

    void end() {
      isOver.set(true);
    }
  }

  /** An {@code onCurrent} that is running or has returned. */
  static final class Given implements Handed {
    private final Estate estate;
    private final String version;

    /** Set once, by the job that runs the callback; read by any thread. */
    private final AtomicBoolean isOver = new AtomicBoolean();

    private Given(Estate estate, String version) {
      this.estate = estate;
      this.version = version;
    }

    @Override
    public Set<String> names() {
      return estate.names();
    }

    @Override
    public <T> Optional<T> take(String name, Class<T> type) {
      if (isOver.get()) {
        throw new IllegalStateException(
            "onCurrent of %s is over; it was too late for %s".formatted(version, name));
      }
      return estate.take(name, type);
    }

    void end() {
      isOver.set(true);
    }
  }
}
