package io.baton.api.code;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Callbacks that carry state from one version of a module into another, where its structure is not
 * enough (Erlang's {@code code_change/3}). Servers, state machines and event handlers have them;
 * the component of a module with loops of its own implements this interface for the arguments of
 * type {@code S} that its loops carry.
 *
 * <p>Both run in the process whose state it is, after the last message of the version before and
 * before the first of the next; and on trial when a load is checked, where the result is discarded.
 * So they only compute: they send nothing and receive nothing. If one throws anything, returns null
 * or something that does not cross, the process stays in the version that it is in, with its state,
 * and lingers; that is logged once. If that version is purged already, the process ends.
 *
 * <p>Only the later of the two versions is called; of two with the same version number, the one
 * that was loaded last.
 *
 * @param <S> the state in this version
 */
@ConsumerType
public interface CodeChange<S> {
  /**
   * Converts another version's state into this version's.
   *
   * @param old the state that the process has
   * @param from the version that the state is of, which may be purged already
   * @return the state, which may still hold values of the other version: they are converted by
   *     their structure; by default what its structure gives
   */
  default S codeChange(OldState<S> old, ModuleVersion from) {
    return old.converted();
  }

  /**
   * Converts this version's state into a form that an earlier version can take. Called on the later
   * of two versions, by their bundles' version numbers, when the earlier one becomes current again
   * (Erlang's {@code {down, Vsn}}). The earlier one's {@link #codeChange} is not called, as it
   * cannot know later states. If the later one is purged already, neither is called, and the
   * structure decides.
   *
   * @param state this version's state
   * @param to the version that it goes to
   * @return any value of this version whose structure fits the earlier state; by default the state
   */
  default Object codeChangeBack(S state, ModuleVersion to) {
    return state;
  }
}
