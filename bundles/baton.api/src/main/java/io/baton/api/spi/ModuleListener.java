package io.baton.api.spi;

/** Told of every change of what is current. A whiteboard service. */
@FunctionalInterface
public interface ModuleListener {
  /**
   * Another version is current, or none. Called after the change, one call at a time, on a thread
   * of this listener alone: what it does, throws, or takes long for, changes no load. By then there
   * may be another change, so a listener asks the code server what holds now.
   *
   * @param module its name
   */
  void changed(String module);
}
