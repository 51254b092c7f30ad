package io.baton.code.preparing;

import io.baton.code.artifact.Content;
import io.baton.spi.MarkedLocation;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.BundleContext;

/**
 * Gives the bundles of versions their locations. Each is given once, also to concurrent loads,
 * since the framework takes two bundles of one location for the same bundle. It also marks the
 * bundle as one that the code server has installed.
 *
 * <p>Nothing is read from a location but by an update without a file, and that finds the file.
 */
final class Locations {
  private static final String MEMORY = "baton:";

  private final BundleContext context;

  /** Counted by the threads of loads. */
  private final AtomicLong last = new AtomicLong();

  Locations(BundleContext context) {
    this.context = context;
  }

  /**
   * A location for one bundle; other than all that were kept by the framework.
   *
   * @param content of the bundle
   * @param sha256 of its bytes
   */
  String next(Content content, String sha256) {
    String origin =
        switch (content) {
          case Content.InFile(Path file) -> file.toUri().toString();
          case Content.InMemory(String name, _, _) -> MEMORY + name;
        };
    String location;
    do {
      location = MarkedLocation.of(origin, last.incrementAndGet(), sha256);
    } while (context.getBundle(location) != null);
    return location;
  }
}
