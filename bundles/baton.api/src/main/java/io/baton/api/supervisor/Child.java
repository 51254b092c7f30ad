package io.baton.api.supervisor;

import io.baton.api.process.Pid;
import java.util.List;

/**
 * A child as {@link Supervisors#whichChildren} shows it.
 *
 * @param id of its specification
 * @param state whether it runs
 * @param kind what it is
 * @param modules whose code it runs
 */
public record Child(String id, State state, Kind kind, List<String> modules) {
  /** Whether a child runs. */
  public sealed interface State {
    /**
     * It does.
     *
     * @param pid its pid
     */
    record Running(Pid pid) implements State {}

    /** It is being started at this moment. In Erlang nobody can see this. */
    record Starting() implements State {}

    /** Its restart has failed, and will be tried again ({@code restarting}). */
    record Restarting() implements State {}

    /** It has ended, was stopped, or was never started ({@code undefined}). */
    record Stopped() implements State {}
  }
}
