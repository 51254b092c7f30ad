package io.baton.spi;

import org.osgi.annotation.versioning.ProviderType;

/** Listener that is notified of every change of a current version. A whiteboard service. */
@FunctionalInterface
@ProviderType
public interface ModuleListener {
  /**
   * Receives the notification that another version is current, or none. Called after the change,
   * one call at a time, on a thread of this listener alone: a listener that throws, or takes long,
   * affects no load. There may be another change by then, so a listener asks the code server for
   * the current state.
   *
   * @param module its name
   */
  void changed(String module);
}
