package io.baton.shell;

import io.baton.api.application.Applications;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The applications that Tab offers. */
public final class ApplicationChoices {
  private ApplicationChoices() {}

  /** Returns all of them, with what each does now; none without the bundle of applications. */
  public static List<Completion.Choice> of(@Nullable Applications applications) {
    return applications == null
        ? List.of()
        : applications.loadedApplications().stream()
            .map(one ->
                new Completion.Choice(
                    one.name(), "applications", ApplicationCommands.state(one.state())))
            .toList();
  }
}
