package io.baton.api.application;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.supervisor.Restart;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is known of an application. Data only: it holds no class of any module.
 *
 * @param name its name
 * @param module whose component is its {@link Application}
 * @param modules those that are loaded before it starts
 * @param applications those that must run before it starts
 * @param type what its end means: that of a permanent one, and of a transient one with another
 *     reason than {@code normal}, ends the system where Baton owns the JVM, as in Erlang; that of a
 *     temporary one is logged
 * @param boot whether it is started when the system starts
 * @param state what it does now
 */
public record ApplicationInfo(
    String name,
    String module,
    List<String> modules,
    List<String> applications,
    Restart type,
    boolean boot,
    State state) {
  /** Copies the lists. */
  public ApplicationInfo {
    modules = List.copyOf(modules);
    applications = List.copyOf(applications);
  }

  /** State of an application. */
  @ProviderType
  public sealed interface State {
    /** It was not started yet, or was stopped. */
    record Stopped() implements State {}

    /**
     * It is to be started with the system, and waits for another one.
     *
     * @param cause for which, and what is the matter with that
     */
    record Waiting(String cause) implements State {}

    /** Its modules are being loaded, or its start function runs. */
    record Starting() implements State {}

    /**
     * It runs.
     *
     * @param master the process that the root is linked to
     * @param root the process that its start function returned
     * @param since when it was started
     */
    record Running(Pid master, Pid root, Instant since) implements State {}

    /** Its processes are being stopped. */
    record Stopping() implements State {}

    /**
     * Its last start was refused or has failed.
     *
     * @param refused why
     */
    record Refused(StartResult.Refused refused) implements State {}

    /**
     * Its root has ended by itself.
     *
     * @param reason why
     */
    record Ended(ExitReason reason) implements State {}
  }
}
