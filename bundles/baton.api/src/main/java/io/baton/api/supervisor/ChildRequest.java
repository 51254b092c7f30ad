package io.baton.api.supervisor;

import io.baton.api.process.Pid;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Requests that {@link Supervisors} sends; each is explained there. */
@ProviderType
public sealed interface ChildRequest {
  /** A request that changes nothing, and is answered even while a child starts or stops. */
  @ProviderType
  sealed interface Look extends ChildRequest {}

  /**
   * {@link Supervisors#startChild(ChildSpec)}.
   *
   * @param spec the child
   */
  record Start(ChildSpec spec) implements ChildRequest {}

  /**
   * {@link Supervisors#startChild(List)}.
   *
   * @param extra arguments
   */
  record StartOne(List<Object> extra) implements ChildRequest {}

  /**
   * {@link Supervisors#restartChild}.
   *
   * @param id of the child
   */
  record Restart(String id) implements ChildRequest {}

  /**
   * {@link Supervisors#terminateChild(String)}.
   *
   * @param id of the child
   */
  record Terminate(String id) implements ChildRequest {}

  /**
   * {@link Supervisors#terminateChild(Pid)}.
   *
   * @param pid of the child
   */
  record TerminatePid(Pid pid) implements ChildRequest {}

  /**
   * {@link Supervisors#deleteChild}.
   *
   * @param id of the child
   */
  record Delete(String id) implements ChildRequest {}

  /** {@link Supervisors#whichChildren}. */
  record Which() implements Look {}

  /** {@link Supervisors#countChildren}. */
  record Count() implements Look {}

  /**
   * {@link Supervisors#getChildSpec(String)}.
   *
   * @param id of the child
   */
  record GetSpec(String id) implements Look {}

  /**
   * {@link Supervisors#getChildSpec(Pid)}.
   *
   * @param pid of the child
   */
  record GetSpecOf(Pid pid) implements Look {}
}
