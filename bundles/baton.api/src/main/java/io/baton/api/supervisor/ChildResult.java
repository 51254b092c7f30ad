package io.baton.api.supervisor;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import org.osgi.annotation.versioning.ProviderType;

/** Result of a request about a child. Each request has its own results among these. */
@ProviderType
public sealed interface ChildResult {
  /** Result of {@link Supervisors#startChild(ChildSpec)}. */
  @ProviderType
  sealed interface ToStart extends ChildResult {}

  /** Result of {@link Supervisors#restartChild}. */
  @ProviderType
  sealed interface ToRestart extends ChildResult {}

  /** Result of {@link Supervisors#terminateChild(String)}. */
  @ProviderType
  sealed interface ToTerminate extends ChildResult {}

  /** Result of {@link Supervisors#deleteChild}. */
  @ProviderType
  sealed interface ToDelete extends ChildResult {}

  /**
   * A start that succeeded: the child runs.
   *
   * @param pid its pid
   */
  record Started(Pid pid) implements ToStart, ToRestart {}

  /**
   * A start that declared the child not needed. The specification stays, unless it is temporary.
   */
  record Ignored() implements ToStart, ToRestart {}

  /**
   * A start that failed. {@code startChild} drops the specification, {@code restartChild} keeps it.
   *
   * @param reason why
   */
  record Failed(ExitReason reason) implements ToStart, ToRestart {}

  /**
   * A refusal: the supervisor cannot have such a child.
   *
   * @param problem names the value
   */
  record BadSpec(String problem) implements ToStart {}

  /** A refusal: there is a child with that id, which does not run. */
  record AlreadyPresent() implements ToStart {}

  /**
   * A refusal: there is a child with that id, which runs.
   *
   * @param pid its pid
   */
  record AlreadyStarted(Pid pid) implements ToStart {}

  /** A request that succeeded. */
  record Ok() implements ToTerminate, ToDelete {}

  /** A refusal: the child runs. */
  record Running() implements ToRestart, ToDelete {}

  /** A refusal: the child is about to be restarted. */
  record Restarting() implements ToRestart, ToDelete {}

  /** A refusal: there is no such child. */
  record NotFound() implements ToRestart, ToTerminate, ToDelete {}

  /** A refusal: the supervisor's children have no ids of their own. */
  record SimpleOneForOne() implements ToRestart, ToTerminate, ToDelete {}
}
