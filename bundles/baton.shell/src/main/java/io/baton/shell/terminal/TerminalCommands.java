package io.baton.shell.terminal;

import io.baton.api.application.Applications;
import io.baton.api.code.CodeStatus;
import io.baton.api.compiler.Watch;
import io.baton.shell.ApplicationChoices;
import io.baton.shell.Completion;
import io.baton.shell.command.Catalogue;
import io.baton.shell.command.CommandFailed;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commands that the shell on a terminal uses itself. */
@Component(
    service = TerminalCommands.class,
    property = {
      "osgi.command.scope=baton",
      "osgi.command.function=_terminal",
      "osgi.command.function=_answer",
      "osgi.command.function=_wrong"
    })
public final class TerminalCommands {
  private final ServiceCalls services;
  private final Completion completion;

  /** Creates the commands for the commands and modules of this system. */
  @Activate
  public TerminalCommands(BundleContext context, @Reference CodeStatus codeStatus) {
    services = new ServiceCalls(context);
    completion = new Completion(new Catalogue(context)::all, codeStatus, this::applications);
  }

  /** Sets up the line reader of the session; the profile of the shell calls it. */
  public void _terminal(CommandSession session) {
    LineReaderSetup.install(session, completion, this::pauseOrResume);
  }

  private List<Completion.Choice> applications() {
    return services.call(Applications.class, ApplicationChoices::of).orElse(List.of());
  }

  /** Without watching there is nothing to pause. */
  private void pauseOrResume() {
    var _ = services.call(Watch.class, TerminalCommands::toggle);
  }

  /** Pauses or resumes. Returns whether it is paused now. */
  private static boolean toggle(Watch watch) {
    if (watch.isPaused()) {
      watch.resume();
    } else {
      watch.pause();
    }
    return watch.isPaused();
  }

  /** Runs the commands of a line up to the first that fails, and prints what each returns. */
  public @Nullable Object _answer(CommandSession session, Function[] commands) {
    Object last = null;
    for (Function command : commands) {
      last = run(session, command);
      if (isAnswer(last)) {
        session.getConsole().println(text(session, last));
      }
    }
    return last;
  }

  /** Fails, since a line cannot be read. */
  @SuppressWarnings("DoNotCallSuggester") // only the parser of lines calls it
  public void _wrong(String message) {
    throw new CommandFailed("the line cannot be read: " + message);
  }

  private static @Nullable Object run(CommandSession session, Function command) {
    try {
      return command.execute(session, null);
    } catch (CommandFailed e) {
      throw e;
    } catch (InterruptedException e) {
      throw new CommandFailed("interrupted", e);
    } catch (ExecutionException e) {
      throw new CommandFailed(FailureText.of(e), e.getCause());
    } catch (Exception e) {
      throw new CommandFailed(FailureText.of(e), e);
    }
  }

  /** Returns whether there is anything to print; a loop over commands without results has nulls. */
  private static boolean isAnswer(@Nullable Object value) {
    return value instanceof Collection<?> many
        ? many.isEmpty() || many.stream().anyMatch(Objects::nonNull)
        : value != null;
  }

  private static String text(CommandSession session, @Nullable Object value) {
    try {
      return session.format(value, Converter.INSPECT).toString().stripTrailing();
    } catch (Exception e) {
      throw new CommandFailed("the result cannot be printed: " + FailureText.of(e), e);
    }
  }
}
