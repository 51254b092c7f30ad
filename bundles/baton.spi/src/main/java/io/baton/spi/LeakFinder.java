package io.baton.spi;

import io.baton.api.code.Leak;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Finder of the holders of class loaders that should be gone. Thread-safe. */
@ProviderType
public interface LeakFinder {
  /**
   * Finds the shortest path to each loader. Stops the whole JVM while the heap is written to a
   * temporary file; blocks until the file is read, and deleted.
   *
   * @param loaders references that hold nothing: weak or phantom ones
   * @return one for each loader, in the same order; empty if it was collected meanwhile
   * @throws IOException if the heap cannot be written or read; the file is deleted all the same
   */
  List<Optional<Leak.Holder>> find(List<? extends Reference<?>> loaders) throws IOException;
}
