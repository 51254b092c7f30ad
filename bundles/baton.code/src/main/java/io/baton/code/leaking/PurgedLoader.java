package io.baton.code.leaking;

import io.baton.api.code.Leak;
import io.baton.api.code.ModuleVersion;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** The class loader of a purged version, as long as it is in memory. Holds nothing of it. */
final class PurgedLoader extends PhantomReference<ClassLoader> {
  private final ModuleVersion version;
  private final Instant purged;
  private final long firstCanary;

  /** Set by the first thread that reports it. */
  private final AtomicBoolean reported = new AtomicBoolean();

  /** Canaries that were made after the purge and are gone. Guarded by the {@link LoaderWatch}. */
  private int collections;

  PurgedLoader(ClassLoader loader, ReferenceQueue<Object> queue, Purge purge, long firstCanary) {
    super(loader, queue);
    version = purge.version();
    purged = purge.at();
    this.firstCanary = firstCanary;
  }

  /** A purge: the version, and when. */
  record Purge(ModuleVersion version, Instant at) {}

  Leak heldBy(Leak.Holder holder) {
    return new Leak(version, purged, holder);
  }

  /** Returns whether the loader is still in memory. */
  boolean isThere() {
    return !refersTo(null);
  }

  /** Returns true to the first caller, which then reports it. */
  boolean claimReport() {
    return reported.compareAndSet(false, true);
  }

  /** Returns whether it has now outlived so many collections for the first time. */
  boolean hasOutlived(Canary canary, int many) {
    if (canary.number() < firstCanary) {
      return false;
    }
    collections++;
    return collections == many && isThere();
  }

  /** Returns whether there are collections to come that it must outlive to be suspected. */
  boolean isWaitedFor(int many) {
    return collections < many;
  }
}
