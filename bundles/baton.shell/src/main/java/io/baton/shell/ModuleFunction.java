package io.baton.shell;

import io.baton.api.code.Code;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.ExportedFunction;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Described;
import io.baton.spi.ShellSessions;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;

/** An exported function as a command; each call runs the version that is current then. */
final class ModuleFunction implements Function, Described {
  private final Code code;
  private final CodeStatus codeStatus;
  private final ShellSessions sessions;
  private final String module;
  private final String name;

  ModuleFunction(
      Code code, CodeStatus codeStatus, ShellSessions sessions, ModuleAndFunction command) {
    this.code = code;
    this.sessions = sessions;
    this.codeStatus = codeStatus;
    this.module = command.module();
    this.name = command.function();
  }

  /** Name of a command. */
  record ModuleAndFunction(String module, String function) {}

  @Override
  public List<String> usages() {
    return functions().stream().map(function -> module + ":" + function.signature()).toList();
  }

  @Override
  public String summary() {
    return functions().stream()
        .map(ExportedFunction::doc)
        .filter(doc -> !doc.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Returns the functions of that name of the version that is current now. */
  private List<ExportedFunction> functions() {
    return codeStatus.functions(module).stream()
        .filter(function -> function.name().equals(name))
        .toList();
  }

  /** Carries what the function threw through the session's process. */
  private record Outcome(@Nullable Object value, @Nullable Throwable thrown) {}

  @Override
  public @Nullable Object execute(CommandSession session, List<Object> arguments) throws Exception {
    List<Object> given = arguments == null ? List.of() : arguments;
    Outcome outcome = sessions.runAs(session, () -> call(given));
    if (outcome.thrown() != null) {
      throw failure(outcome.thrown());
    }
    return Text.withoutVersion(outcome.value());
  }

  private Outcome call(List<Object> arguments) {
    try {
      return new Outcome(code.call(module, name, arguments), null);
    } catch (Throwable thrown) {
      return new Outcome(null, thrown);
    }
  }

  /**
   * Returns the failure as text, so that nothing that a shell keeps is of a class of some version.
   */
  private CommandFailed failure(Throwable thrown) {
    String text = Text.ofFailure(thrown);
    String function = module + ":" + name;
    return new CommandFailed(text.startsWith(function) ? text : function + ": " + text);
  }
}
