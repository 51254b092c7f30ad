package io.baton.api.process;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Continuation of a process after a function has returned: continue with a call, or stop. It is the
 * tail call that Java lacks: a loop of any length runs in constant stack space.
 *
 * <p>A function that returns {@code Next}, called through a view, is captured instead of run.
 * {@code module.loop(s)} is Erlang's {@code ?MODULE:loop(S)}, {@code here.loop(s)} its {@code
 * loop(S)}.
 */
public sealed interface Next {
  /** The end of the process, with reason {@code normal}. */
  enum Stop implements Next {
    /** The one instance; {@link Processes#stop()} returns it. */
    STOP
  }

  /** A captured call. Made by views; run by the process that returned it, or that is spawned. */
  @ProviderType
  non-sealed interface Call extends Next {
    /**
     * Decides which version runs the call: the current version for a qualified call, the version
     * that captured it for a local one. The arguments are converted to that version's classes.
     *
     * @return the turn to run; holds nothing of the version that captured the call, unless it is
     *     the same
     */
    Turn bind();

    /**
     * Decides which version runs the call, as {@link #bind()} does, after another turn of the
     * process. A qualified call that cannot be bound to the current version continues in the
     * version that made it, if that still exists; {@link Turn#whyIn} then tells why.
     *
     * @param before the turn that returned this call; null if there was none
     * @return the turn to run; by default the result of {@link #bind()}
     */
    default Turn bind(@Nullable Turn before) {
      return bind();
    }

    /**
     * Returns a text that names what is called.
     *
     * @return such as {@code frequency:loop/1}; must hold nothing of any version, and cost nothing
     */
    default String called() {
      return getClass().getName();
    }
  }

  /** A call that is bound to a version. */
  @ProviderType
  interface Turn {
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
     * Returns whether this is a round of a loop that belongs to no module, such as that of a
     * server, which returns itself until it ends. All its rounds count, and are traced, as one
     * turn.
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
     * Returns why the process that runs this stays in a version although another is current.
     *
     * @param version the class loader of the version
     * @return text with the path to what does not cross; empty if it may leave the version
     */
    default Optional<String> whyIn(ClassLoader version) {
      return Optional.empty();
    }
  }
}
