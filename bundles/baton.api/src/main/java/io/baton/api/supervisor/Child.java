package io.baton.api.supervisor;

import io.baton.api.process.Pid;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A child as {@link Supervisors#whichChildren} shows it.
 *
 * @param id of its specification
 * @param state whether it runs
 * @param kind its kind
 * @param modules whose code it runs
 */
public record Child(String id, State state, Kind kind, List<String> modules) {
  /** State of a child. */
  @ProviderType
  public sealed interface State {
    /**
     * A child that runs.
     *
     * @param pid its pid
     */
    record Running(Pid pid) implements State {}

    /** A child that is being started. Erlang does not show this state. */
    record Starting() implements State {}

    /** A child whose restart has failed, and will be retried ({@code restarting}). */
    record Restarting() implements State {}

    /** A child that has ended, was stopped, or was never started ({@code undefined}). */
    record Stopped() implements State {}
  }
}
