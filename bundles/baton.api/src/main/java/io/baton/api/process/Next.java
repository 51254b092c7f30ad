package io.baton.api.process;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a process does after a function has returned: continue with a call, or stop. It is the tail
 * call that Java lacks: a loop of any length runs in constant stack space.
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
     * Decides which version runs the call: of a qualified one what is current now, of a local one
     * the version that captured it. The arguments are converted to that version's classes.
     *
     * @return what {@link Turn#run()} runs; holds nothing of the version that captured the call,
     *     unless it is the same
     */
    Turn bind();

    /**
     * The same after another turn of the process. A qualified call that cannot be bound to the
     * version that is current goes on in the version that made it, if that is still there: then
     * {@link Turn#whyIn} says why.
     *
     * @param before the turn that returned this call; null if there was none
     * @return what {@link Turn#run()} runs; by default what {@link #bind()} gives
     */
    default Turn bind(@Nullable Turn before) {
      return bind();
    }

    /**
     * What is called, for people to read.
     *
     * @return such as {@code frequency:loop/1}; must hold nothing of any version, and cost nothing
     */
    default String called() {
      return getClass().getName();
    }
  }

  /** A call of which is decided which version runs it. */
  @ProviderType
  interface Turn {
    /**
     * Runs the call on the current thread.
     *
     * @return what comes after it
     * @throws Throwable whatever the function throws
     */
    Next run() throws Throwable;

    /**
     * Whether the decision still holds.
     *
     * @return false if another version has become current since
     */
    boolean upToDate();

    /**
     * Which version runs the call.
     *
     * @return the class loader of the version; null if no version does
     */
    @Nullable ClassLoader code();

    /**
     * Whether this is a round of a loop that belongs to no module, such as that of a server, which
     * returns itself until it ends. All its rounds are one turn for who counts or traces turns.
     *
     * @return usually false
     */
    default boolean isRoundOfLoop() {
      return false;
    }

    /**
     * Whether who runs this is in a version, even while it waits and no frame shows it.
     *
     * @param version the class loader of the version
     * @return usually whether that is {@link #code()}
     */
    default boolean isIn(ClassLoader version) {
      return code() == version;
    }

    /**
     * Why who runs this stays in a version though another is current.
     *
     * @param version the class loader of the version
     * @return text with the path to what does not cross; empty if it may leave the version
     */
    default Optional<String> whyIn(ClassLoader version) {
      return Optional.empty();
    }
  }
}
