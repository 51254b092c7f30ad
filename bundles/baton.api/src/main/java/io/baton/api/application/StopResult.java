package io.baton.api.application;

import org.osgi.annotation.versioning.ProviderType;

/** Result of the stop of an application. Afterwards it does not run. */
@ProviderType
public sealed interface StopResult {
  /**
   * A stop that succeeded.
   *
   * @param application its name
   */
  record Ok(String application) implements StopResult {}

  /**
   * An application that did not run, or is not known ({@code {error, {not_started, Application}}}).
   *
   * @param application its name
   */
  record NotStarted(String application) implements StopResult {}
}
