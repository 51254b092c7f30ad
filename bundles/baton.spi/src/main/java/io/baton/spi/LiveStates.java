package io.baton.spi;

import io.baton.api.code.HandoverException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Pid;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The states that behaviours keep for modules (servers, state machines, event handlers), for the
 * code server, which checks them before a load. Thread-safe.
 */
@ProviderType
public interface LiveStates {
  /**
   * Returns the states of a module's processes. Does not block.
   *
   * @param module its name
   * @return a snapshot
   */
  List<Live> of(String module);

  /**
   * Returns states of a module's processes, at least one of each class, for a comparison of
   * declarations. Does not block.
   *
   * @param module its name
   * @return a snapshot
   */
  List<Live> kinds(String module);

  /**
   * Carries into the current version the states of processes that wait for messages, where that has
   * not been done yet. Called before a version is purged whose code may be needed for that. Blocks
   * until that is done, for a tenth of a second after the last of them at most; it does not wait
   * for a process that is busy meanwhile, or suspended.
   *
   * @param module its name
   */
  void settle(String module);

  /** The state of one process, or of one handler in it. The process goes on meanwhile. */
  @ProviderType
  interface Live {
    /** Returns the pid of its process. */
    Pid pid();

    /** Returns what a person knows the process by, or empty. */
    Optional<String> name();

    /** Returns its current class. */
    Class<?> type();

    /**
     * Returns its destination in a version.
     *
     * @param version of the module
     * @return the type that the version declares
     * @throws UndefinedFunctionException if the version is not such a behaviour
     */
    Handover.Into into(Modules.Bound version);

    /**
     * Returns whether a module's {@code codeChange} decides what becomes of it on the way.
     *
     * @param version where it would go
     */
    boolean isDecidedByCode(Modules.Bound version);

    /**
     * Carries it into a version as the process itself would, and discards the result.
     *
     * @param version where it would go
     * @throws HandoverException if it does not cross
     * @throws RuntimeException if it is changed while it is read
     */
    void tryIn(Modules.Bound version);
  }
}
