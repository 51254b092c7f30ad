package io.baton.api.code;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Listener for versions of modules that come and go: a service of any bundle that keeps something
 * by their classes, such as the cache of a serialiser, or a page that shows what a version has
 * rendered.
 *
 * <p>Each change is told in two rounds: first every listener clears, then every listener refreshes,
 * so that none refreshes from what another has not cleared yet. The calls of one listener run on a
 * daemon thread of its own, in order. One that throws is named in the log; one that has not
 * returned after a second holds up nothing but its own later calls.
 */
@ConsumerType
public interface VersionListener {
  /**
   * Drops what is kept by the classes of a version that is not current any more.
   *
   * @param change what has changed
   */
  void clear(VersionChange change);

  /**
   * Makes again what was dropped, if that must not wait until it is wanted. Does nothing unless it
   * is implemented.
   *
   * @param change the same
   */
  default void refresh(VersionChange change) {}
}
