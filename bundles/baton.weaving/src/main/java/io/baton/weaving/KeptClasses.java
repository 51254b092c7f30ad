package io.baton.weaving;

import io.baton.spi.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Woven classes for the versions to come: nearly all classes of a new version have the bytes that
 * they had in the one before, and those of a library in a bundle always do. Each is found by the
 * SHA-256 of the class file that was woven. What was used longest ago goes when it becomes too
 * much. In memory only: nothing that another program could write is ever taken for a woven class.
 * Used by all threads that load classes.
 */
final class KeptClasses {
  /** Of the heap; a class that is loaded takes more than that by itself. */
  private static final int PART_OF_HEAP = 32;

  private static final long MOST = 64L << 20;

  private final long most;

  /** By digest, in the order of their last use; guarded by the monitor. */
  private final Map<String, WovenClassFile> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** Of all that are kept; guarded by the monitor. */
  private long size;

  /**
   * Keeps nothing yet.
   *
   * @param most bytes that are kept
   */
  KeptClasses(long most) {
    this.most = most;
  }

  /** Keeps what the heap has room for. */
  static KeptClasses ofHeap() {
    return new KeptClasses(Math.min(MOST, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
  }

  /**
   * Returns what weaving makes of a class file.
   *
   * @param classFile as the bundle has it
   * @param weaving asked if it is not known; runs on this thread, and holds up no other
   */
  WovenClassFile woven(byte[] classFile, Function<byte[], WovenClassFile> weaving) {
    String digest = Sha256.of(classFile);
    @Nullable WovenClassFile known = known(digest);
    if (known != null) {
      return known;
    }
    WovenClassFile made = weaving.apply(classFile);
    if (made.standsAlone()) {
      keep(digest, made);
    }
    return made;
  }

  private synchronized @Nullable WovenClassFile known(String digest) {
    return kept.get(digest);
  }

  private synchronized void keep(String digest, WovenClassFile made) {
    if (kept.putIfAbsent(digest, made) == null) {
      size += made.file().size();
    }
    var oldest = kept.values().iterator();
    while (size > most) {
      size -= oldest.next().file().size();
      oldest.remove();
    }
  }
}
