package io.baton.code.preparing;

import io.baton.code.framework.service.ModuleServices;
import io.baton.code.preparing.ComponentFiles.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Loads of modules whose components have static references to each other's services take turns.
 * Each would have Declarative Services make the component again that the other has just started,
 * which may then get no object at all.
 */
final class LoadTurns {
  private final BundleContext context;
  private final Supplier<Duration> bound;

  /** The turns that are taken. Guarded by itself. */
  private final List<Turn> taken = new ArrayList<>();

  /**
   * Of all loads.
   *
   * @param context the code server's
   * @param bound how long a load waits for its turn; then it goes on without one
   */
  LoadTurns(BundleContext context, Supplier<Duration> bound) {
    this.context = context;
    this.bound = bound;
  }

  /** The turn of a load, which is not taken yet. */
  Turn next() {
    return new Turn();
  }

  /** The turn of one load, or of one of several modules. Touched by its thread. */
  final class Turn implements AutoCloseable {
    /** Of the load, and those that it refers to; written before the turn is taken. */
    private Set<String> modules = Set.of();

    private Set<String> references = Set.of();

    /**
     * Takes it, as soon as no load is under way that is in the way of this one.
     *
     * @param bundles by module; not started
     */
    void take(Map<String, Bundle> bundles) {
      modules = Set.copyOf(bundles.keySet());
      references = referredTo(bundles.values());
      Duration patience = bound.get();
      long end = System.nanoTime() + patience.toNanos();
      boolean interrupted = false;
      synchronized (taken) {
        for (long left = patience.toMillis();
            left > 0 && taken.stream().anyMatch(this::waitsFor);
            left = (end - System.nanoTime()) / 1_000_000) {
          try {
            taken.wait(left);
          } catch (InterruptedException _) {
            interrupted = true;
          }
        }
        taken.add(this);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean waitsFor(Turn other) {
      return !Collections.disjoint(references, other.modules)
          || !Collections.disjoint(other.references, modules);
    }

    @Override
    public void close() {
      synchronized (taken) {
        taken.remove(this);
        taken.notifyAll();
      }
    }
  }

  /** The modules whose services the components of the bundles have static references to. */
  private Set<String> referredTo(Iterable<Bundle> bundles) {
    Set<String> names = new HashSet<>();
    for (Bundle bundle : bundles) {
      new ComponentFiles(bundle)
          .staticReferences().stream()
              .flatMap(this::services)
              .forEach(service -> {
                String name = ModuleServices.module(service);
                if (name != null) {
                  names.add(name);
                }
              });
    }
    return names;
  }

  private Stream<ServiceReference<?>> services(Reference reference) {
    try {
      ServiceReference<?>[] found =
          context.getAllServiceReferences(reference.type(), reference.target());
      return found == null ? Stream.of() : Arrays.stream(found);
    } catch (InvalidSyntaxException _) {
      return Stream.of(); // Declarative Services says so
    }
  }
}
