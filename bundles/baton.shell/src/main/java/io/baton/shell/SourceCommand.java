package io.baton.shell;

import io.baton.api.compiler.Compiler;
import io.baton.api.compiler.SourceFile;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import io.baton.spi.Printable;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Command that shows the source of what is running. It is there if the compiler is. */
@Component(
    service = SourceCommand.class,
    property = {"osgi.command.scope=code", "osgi.command.function=source"})
public final class SourceCommand extends Commands {
  private final Compiler compiler;

  /** Creates the command for the compiler of this system. */
  @Activate
  public SourceCommand(@Reference Compiler compiler) {
    super("code");
    this.compiler = compiler;
  }

  /** See {@link Compiler#sources(String)}. */
  @Descriptor("the source of a module's current version, if that keeps it")
  public String source(@Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    List<SourceFile> sources = compiler.sources(module);
    if (sources.isEmpty()) {
      throw new CommandFailed(
          "%s is not loaded, or its version keeps no source: it was not compiled here"
              .formatted(Printable.line(module)));
    }
    return sources.size() == 1
        ? text(sources.getFirst())
        : sources.stream()
            .map(source -> "// %s%n%s".formatted(Printable.line(source.name()), text(source)))
            .collect(Collectors.joining("%n%n".formatted()));
  }

  private static String text(SourceFile source) {
    return Printable.text(source.text().replace("\r\n", "\n")).stripTrailing();
  }
}
