package io.baton.spi;

import io.baton.api.process.Next;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A captured call. Made by views; run by the process that returned it, or that is spawned. A {@link
 * Next} that is no captured call is the end of the process.
 */
@ProviderType
public interface CapturedCall extends Next {
  /**
   * Decides which version runs the call: the current version for a qualified call, the version that
   * captured it for a local one. The arguments are converted to that version's classes.
   *
   * @return the turn to run; holds nothing of the version that captured the call, unless it is the
   *     same
   */
  Turn bind();

  /**
   * Decides which version runs the call, as {@link #bind()} does, after another turn of the
   * process. A qualified call that cannot be bound to the current version continues in the version
   * that made it, if that still exists; {@link Turn#whyIn} then tells why.
   *
   * @param before the turn that returned this call; null if there was none
   * @return the turn to run; by default the result of {@link #bind()}
   */
  default Turn bind(@Nullable Turn before) {
    return bind();
  }

  /**
   * Returns a text that names what is called.
   *
   * @return such as {@code frequency:loop/1}; must hold nothing of any version, and cost nothing
   */
  default String called() {
    return getClass().getName();
  }
}
