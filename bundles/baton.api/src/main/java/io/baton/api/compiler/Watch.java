package io.baton.api.compiler;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Watches sources and folders of classes: what is saved is compiled, checked and loaded. The
 * configuration {@code io.baton.watch} says what is watched. Thread-safe.
 *
 * <p>A watched path is a Java file, a folder with {@code src/main/java}, or a folder of classes
 * with the manifest of a bundle: each of these is one module. In any other folder, each Java file
 * is a module, and so is each folder that is one of these or has Java files.
 *
 * <p>A save ends no process. Before a load, {@link io.baton.api.code.CodeLoader#softPurge} removes
 * the old version; while a process is in it, the load is refused, and done when none is. What does
 * not compile, and what {@link io.baton.api.code.CodeLoader#check} refuses, leaves what runs as it
 * is; the log {@code io.baton.watch} says why. Files that are removed change nothing.
 */
@ProviderType
public interface Watch {
  /**
   * Returns what is watched.
   *
   * @return as configured; empty if nothing is
   */
  List<Path> paths();

  /**
   * Returns the modules that were found in what is watched, and what has become of the last save of
   * each.
   *
   * @return in the order of their paths
   */
  List<WatchedSource> sources();

  /** Stops to load what is saved, until {@link #resume}. What is being loaded is loaded. */
  void pause();

  /** Loads what was saved meanwhile, and goes on. Does nothing unless it is paused. */
  void resume();

  /**
   * Returns whether saves are ignored for now.
   *
   * @return false after a start
   */
  boolean isPaused();
}
