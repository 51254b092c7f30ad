package io.baton.handover.type;

import io.baton.spi.Counterparts;

/** The relation of a class to the version that receives a value. */
public enum Relation {
  /** The same class in both versions, or a class of a bundle that is no version. */
  SHARED,
  /** Code of a version: the receiving version has a class of its own instead, or none. */
  VERSION;

  /**
   * Classifies a class.
   *
   * @param type any class; not an array
   * @param into class loader of the receiving version
   */
  public static Relation of(Class<?> type, ClassLoader into) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null || loader == into) {
      return SHARED;
    }
    if (type.isHidden()) {
      Class<?> host = type.getNestHost();
      return host == type ? byLoader(loader) : of(host, into);
    }
    Class<?> there = Counterparts.of(type, into);
    if (there == null) {
      return byLoader(loader);
    }
    return there == type ? SHARED : VERSION;
  }

  private static Relation byLoader(ClassLoader loader) {
    return Loaders.isOfPlainBundle(loader) ? SHARED : VERSION;
  }
}
