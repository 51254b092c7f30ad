package io.baton.leaks;

import io.baton.api.code.Leak;
import io.baton.spi.LeakFinder;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Component;

/**
 * Finds leaks by a heap dump that Shark searches. Loads nothing of Shark before the first request.
 */
@Component(service = LeakFinder.class)
public final class SharkLeakFinder implements LeakFinder {
  /** One dump at a time: each stops the JVM, and takes space on the disk. */
  private final Lock dumping = new ReentrantLock();

  @Override
  public List<Optional<Leak.Holder>> find(List<? extends Reference<?>> loaders) throws IOException {
    dumping.lock();
    try {
      return Holders.of(loaders);
    } finally {
      dumping.unlock();
    }
  }
}
