package io.baton.weaving;

import io.baton.fixtures.VersionLoader;

/** A class loader with a class of its own, woven or not. */
public final class Measurable extends VersionLoader {
  private final boolean woven;

  private Measurable(Class<?> type, boolean woven) {
    super(type);
    this.woven = woven;
  }

  /** Returns an instance of a class that is loaded once more. */
  public static Object make(Class<?> type, boolean woven) {
    return new Measurable(type, woven).make(type);
  }

  @Override
  protected byte[] changed(byte[] classFile) {
    return woven ? new ClassWeaving(getParent()).weave(classFile, "1.0.0#1") : classFile;
  }
}
