package io.baton.shell;

import io.baton.api.application.Applications;
import java.util.List;

/** The applications that Tab offers. */
public final class ApplicationChoices {
  private ApplicationChoices() {}

  /** Returns all of them, with what each does now. */
  public static List<Completion.Choice> of(Applications applications) {
    return applications.loadedApplications().stream()
        .map(one ->
            new Completion.Choice(
                one.name(), "applications", ApplicationCommands.state(one.state())))
        .toList();
  }
}
