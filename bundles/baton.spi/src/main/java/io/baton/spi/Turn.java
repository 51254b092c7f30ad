package io.baton.spi;

import io.baton.api.process.Next;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A call that is bound to a version. */
@ProviderType
public interface Turn {
  /** The {@link #affectedBy()} of a turn that may run any module, and another one at any time. */
  String EVERY_MODULE = "";

  /**
   * Runs the call on the current thread.
   *
   * @return its continuation
   * @throws Throwable whatever the function throws
   */
  Next run() throws Throwable;

  /**
   * Returns whether the decision still holds.
   *
   * @return false if another version has become current since
   */
  boolean upToDate();

  /**
   * Returns the version that runs the call.
   *
   * @return the class loader of the version; null if none does
   */
  @Nullable ClassLoader code();

  /**
   * Returns the module whose loads have to find the process: their checks ask what it keeps, and
   * they wake it. Never changes.
   *
   * @return name of the module; {@link #EVERY_MODULE} if it may be any; null, which is usual, if no
   *     load has to find it
   */
  default @Nullable String affectedBy() {
    return null;
  }

  /**
   * Returns whether this is a round of a loop that belongs to no module, such as that of a server,
   * which returns itself until it ends. All its rounds count, and are traced, as one turn.
   *
   * @return usually false
   */
  default boolean isRoundOfLoop() {
    return false;
  }

  /**
   * Returns whether the process that runs this is in a version, even while it waits and no frame
   * shows it.
   *
   * @param version the class loader of the version
   * @return by default whether that is {@link #code()}
   */
  default boolean isIn(ClassLoader version) {
    return code() == version;
  }

  /**
   * Returns whether the process that runs this is in one of several versions, at the cost of asking
   * about one. A turn that overrides {@link #isIn} overrides this, too.
   *
   * @param versions the class loaders of the versions, by identity
   * @return whether {@link #isIn} is true of any
   */
  default boolean isInAny(Set<ClassLoader> versions) {
    ClassLoader code = code();
    return code != null && versions.contains(code);
  }

  /**
   * Returns why the process that runs this stays in a version although another is current.
   *
   * @param version the class loader of the version
   * @return text with the path to what does not cross; empty if it may leave the version
   */
  default Optional<String> whyIn(ClassLoader version) {
    return Optional.empty();
  }

  /**
   * Returns what a process is that runs this, for a person.
   *
   * @return such as {@code server of frequency}; empty if it is only a call
   */
  default Optional<String> role() {
    return Optional.empty();
  }
}
