package io.baton.shell;

import io.baton.api.code.CodeStatus;
import io.baton.api.code.LoadResult;
import io.baton.api.compiler.CompileResult;
import io.baton.api.compiler.Compiler;
import io.baton.api.compiler.Diagnostic;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import io.baton.spi.DiagnosticText;
import io.baton.spi.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Command that compiles and loads. It is there if the compiler is. */
@Component(
    service = CompileCommand.class,
    property = {"osgi.command.scope=c", "osgi.command.function=c"})
public final class CompileCommand extends Commands {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.]*+(?<!\\.java)");

  private final Compiler compiler;
  private final CodeStatus codeStatus;

  /** Creates the command for the compiler of this system. */
  @Activate
  public CompileCommand(@Reference Compiler compiler, @Reference CodeStatus codeStatus) {
    super("c");
    this.compiler = compiler;
    this.codeStatus = codeStatus;
  }

  /**
   * Prints the warnings, and returns the result of the load. See {@link Compiler#compile(Path)} and
   * {@link Compiler#compile(String)}.
   */
  @Descriptor("compile a source and load its module, purging the old version once it is ready")
  public LoadResult.Loaded c(
      CommandSession session,
      @Descriptor("Java file, folder of Java files, or name of a module that was compiled before")
          @Takes(Argument.JAVA)
          String source) {
    Path folder = session.currentDir().toAbsolutePath().normalize();
    return switch (compile(folder, source)) {
      case CompileResult.Loaded(var load, _, var warnings) -> {
        printWarnings(session, warnings, folder);
        yield load;
      }
      case CompileResult.Refused(var refused, _, var warnings) -> {
        printWarnings(session, warnings, folder);
        throw CodeResults.failure(refused, codeStatus);
      }
      case CompileResult.NotCompiled reason -> throw failure(reason, folder);
    };
  }

  /** Prints warnings, if there are any. */
  static void printWarnings(CommandSession session, List<Diagnostic> warnings, Path folder) {
    if (!warnings.isEmpty()) {
      session.getConsole().println(DiagnosticText.of(warnings, folder));
    }
  }

  /** Returns the failure of a command because nothing was compiled. */
  static CommandFailed failure(CompileResult.NotCompiled reason, Path folder) {
    return switch (reason) {
      case CompileResult.Errors(var file, var diagnostics) ->
          new CommandFailed(
              "%s does not compile: %s; nothing has changed%n%s"
                  .formatted(
                      DiagnosticText.path(file, folder),
                      errors(diagnostics),
                      DiagnosticText.of(diagnostics, folder)));
      case CompileResult.NoSource(var what, var why) ->
          new CommandFailed("nofile: %s: %s".formatted(Printable.line(what), Printable.line(why)));
      case CompileResult.NoCompiler(var why) -> new CommandFailed(Printable.line(why));
    };
  }

  /** A word that is no file is a name: of a module, or of a file without its ending. */
  private CompileResult compile(Path folder, String source) {
    Path file = folder.resolve(source);
    if (!NAME.matcher(source).matches() || Files.exists(file)) {
      return compiler.compile(file);
    }
    CompileResult known = compiler.compile(source);
    Path named = folder.resolve(source + ".java");
    return known instanceof CompileResult.NoSource && Files.exists(named)
        ? compiler.compile(named)
        : known;
  }

  private static String errors(List<Diagnostic> diagnostics) {
    long count = diagnostics.stream().filter(one -> one.kind() == Diagnostic.Kind.ERROR).count();
    return count == 1 ? "1 error" : "%,d errors".formatted(count);
  }
}
