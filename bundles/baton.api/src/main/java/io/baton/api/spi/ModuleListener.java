package io.baton.api.spi;

/** Told of every change of what is current. A whiteboard service. */
@FunctionalInterface
public interface ModuleListener {
  /**
   * Another version is current, or none. Two calls about one module may overlap and overtake each
   * other, so a listener asks the code server what holds now.
   *
   * @param module its name
   */
  void changed(String module);
}
