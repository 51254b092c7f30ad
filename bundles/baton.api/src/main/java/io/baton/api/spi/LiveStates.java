package io.baton.api.spi;

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
   * The states of a module's processes. Does not block.
   *
   * @param module its name
   * @return a snapshot
   */
  List<Live> of(String module);

  /**
   * States of a module's processes, of each class at least one: what a comparison of declarations
   * needs. Does not block.
   *
   * @param module its name
   * @return a snapshot
   */
  List<Live> kinds(String module);

  /**
   * Carries into the current version what waits for messages and has not been carried yet. Asked
   * before a version is purged, whose code may be needed for that. Blocks until that is done, for a
   * tenth of a second after the last of them at most; what is busy meanwhile, or suspended, is not
   * waited for.
   *
   * @param module its name
   */
  void settle(String module);

  /** The state of one process, or of one handler in it. The process goes on meanwhile. */
  @ProviderType
  interface Live {
    /** Whose it is. */
    Pid pid();

    /** The registered name of the process, or empty. */
    Optional<String> name();

    /** The class that it is of now. */
    Class<?> type();

    /**
     * Where it would go in a version.
     *
     * @param version of the module
     * @return the type that the version declares
     * @throws UndefinedFunctionException if the version is no such behaviour
     */
    Handover.Into into(Modules.Bound version);

    /**
     * Whether a module's {@code codeChange} decides what becomes of it on the way.
     *
     * @param version where it would go
     */
    boolean isDecidedByCode(Modules.Bound version);

    /**
     * Carries it into a version as the process itself would, and throws the result away.
     *
     * @param version where it would go
     * @throws HandoverException if it does not cross
     * @throws RuntimeException if it is changed while it is looked at
     */
    void tryIn(Modules.Bound version);
  }
}
