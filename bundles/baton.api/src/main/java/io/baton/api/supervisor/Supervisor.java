package io.baton.api.supervisor;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Callback that specifies a supervisor (the callback module of Erlang's behaviour {@code
 * supervisor}; stdlib/src/supervisor.erl). The component of a module implements it; {@link
 * Supervisors#startLink} starts the supervisor by the module's name.
 *
 * <p>A supervisor never runs code of a module in its own process. {@code init} and start functions
 * run in a helper process that is linked to it, so it is in no version of any module and no purge
 * ends it.
 *
 * @param <A> the argument of {@link #init}
 */
@FunctionalInterface
@ConsumerType
public interface Supervisor<A> {
  /**
   * Returns the specification ({@code init/1}). Called when the supervisor starts, and again each
   * time that another version of its module has become current: soon after the load, or by {@code
   * Sys.changeCode}. The argument is the same each time, in the classes of the version.
   *
   * <p>A new specification changes no process. The strategy and all other values of the supervisor
   * are taken; a child's specification takes the place of the one with the same id, and counts from
   * the child's next start; new children are added, but not started; children that are missing
   * stay. If {@code init} fails, takes longer than 5 s, or returns an impossible specification, the
   * supervisor continues with the one that it has, and logs why; it tries again after the next
   * load.
   *
   * @param argument as the starter gave it
   * @return the specification, or {@link Spec#ignore()}, which for a running supervisor means no
   *     change
   */
  Spec init(A argument);
}
