package io.baton.code.framework.service;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/**
 * The value of a property that only mirrors have. A reference to a service that is gone keeps its
 * properties, so this holds nothing of a version.
 */
final class MirrorMark {
  /** Name of the property; one that begins with a dot is private by convention. */
  static final String PROPERTY = ".baton.mirror";

  /**
   * Written before it is registered, and when it is replaced itself, so that no chain grows. A
   * look-up may see both long after that: the framework gave it what was there when it began.
   */
  private volatile @Nullable MirrorMark replaced;

  /** The mark of a service; null if the code server has not registered it. */
  static @Nullable MirrorMark of(ServiceReference<?> service) {
    return service.getProperty(PROPERTY) instanceof MirrorMark mark ? mark : null;
  }

  /** The mirror that this one replaces or has replaced; null if there is none. */
  @Nullable MirrorMark replaced() {
    return replaced;
  }

  void replaces(@Nullable MirrorMark mark) {
    replaced = mark;
  }

  @Override
  public String toString() {
    return "registered by baton.code";
  }
}
