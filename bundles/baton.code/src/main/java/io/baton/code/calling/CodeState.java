package io.baton.code.calling;

import java.util.Map;
import java.util.WeakHashMap;

/**
 * What calls need to know of one version's code: its loader, and whether it may still run. There is
 * one for each class loader.
 */
public final class CodeState {
  /** Guarded by itself; weak, so that a purged loader is not kept. */
  private static final Map<ClassLoader, CodeState> STATES = new WeakHashMap<>();

  private final int identity;

  /** Written once by the purger, read by calls. */
  private volatile boolean purged;

  private CodeState(ClassLoader loader) {
    identity = System.identityHashCode(loader);
  }

  /**
   * The state of a version's code.
   *
   * @param loader of the version
   * @return always the same for the same loader
   */
  public static CodeState of(ClassLoader loader) {
    synchronized (STATES) {
      return STATES.computeIfAbsent(loader, CodeState::new);
    }
  }

  /** From now on local calls into this code throw. */
  public void purge() {
    purged = true;
  }

  /**
   * Whether the code was purged.
   *
   * @return true for ever after a purge
   */
  public boolean purged() {
    return purged;
  }

  @Override
  public String toString() {
    return "code@" + Integer.toHexString(identity);
  }
}
