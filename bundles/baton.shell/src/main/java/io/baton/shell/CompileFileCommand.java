package io.baton.shell;

import io.baton.api.compiler.Compiler;
import io.baton.api.compiler.WriteResult;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import io.baton.spi.Printable;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Command that compiles, and loads nothing. It is there if the compiler is. */
@Component(
    service = CompileFileCommand.class,
    property = {"osgi.command.scope=compile", "osgi.command.function=file"})
public final class CompileFileCommand extends Commands {
  private final Compiler compiler;

  /** Creates the command for the compiler of this system. */
  @Activate
  public CompileFileCommand(@Reference Compiler compiler) {
    super("compile");
    this.compiler = compiler;
  }

  /** Prints the warnings. See {@link Compiler#compile(Path, Path)}. */
  @Descriptor("compile a source to a file, and load nothing")
  public String file(
      CommandSession session,
      @Descriptor("Java file, or folder of Java files") @Takes(Argument.JAVA) String source,
      @Descriptor("the file, a bundle") @Takes(Argument.FILE) String bundle) {
    Path folder = session.currentDir().toAbsolutePath().normalize();
    return switch (compiler.compile(folder.resolve(source), folder.resolve(bundle))) {
      case WriteResult.Written(var module, var version, _, var warnings) -> {
        CompileCommand.printWarnings(session, warnings, folder);
        yield "ok: %s %s is in %s".formatted(module, version, Printable.line(bundle));
      }
      case WriteResult.NotWritten(_, var why) ->
          throw new CommandFailed(
              "%s is not written: %s".formatted(Printable.line(bundle), Printable.line(why)));
      case WriteResult.NotCompiled(var reason) -> throw CompileCommand.failure(reason, folder);
    };
  }
}
