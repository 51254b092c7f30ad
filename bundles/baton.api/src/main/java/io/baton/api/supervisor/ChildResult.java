package io.baton.api.supervisor;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;

/** What became of a request about a child. Each request has its own results among these. */
public sealed interface ChildResult {
  /** What {@link Supervisors#startChild(ChildSpec)} returns. */
  sealed interface ToStart extends ChildResult {}

  /** What {@link Supervisors#restartChild} returns. */
  sealed interface ToRestart extends ChildResult {}

  /** What {@link Supervisors#terminateChild(String)} returns. */
  sealed interface ToTerminate extends ChildResult {}

  /** What {@link Supervisors#deleteChild} returns. */
  sealed interface ToDelete extends ChildResult {}

  /**
   * It runs.
   *
   * @param pid its pid
   */
  record Started(Pid pid) implements ToStart, ToRestart {}

  /** Its start said that it need not run. The specification stays, unless it is temporary. */
  record Ignored() implements ToStart, ToRestart {}

  /**
   * Its start has failed. {@code startChild} forgets the specification, {@code restartChild} keeps
   * it.
   *
   * @param reason why
   */
  record Failed(ExitReason reason) implements ToStart, ToRestart {}

  /**
   * The supervisor cannot have such a child.
   *
   * @param problem names the value
   */
  record BadSpec(String problem) implements ToStart {}

  /** There is a child with that id, which does not run. */
  record AlreadyPresent() implements ToStart {}

  /**
   * There is a child with that id, which runs.
   *
   * @param pid its pid
   */
  record AlreadyStarted(Pid pid) implements ToStart {}

  /** Done. */
  record Ok() implements ToTerminate, ToDelete {}

  /** It runs. */
  record Running() implements ToRestart, ToDelete {}

  /** It is about to be restarted. */
  record Restarting() implements ToRestart, ToDelete {}

  /** There is no such child. */
  record NotFound() implements ToRestart, ToTerminate, ToDelete {}

  /** The supervisor's children have no ids of their own. */
  record SimpleOneForOne() implements ToRestart, ToTerminate, ToDelete {}
}
