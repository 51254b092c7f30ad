package io.baton.shell;

import io.baton.api.compiler.Watch;
import io.baton.api.compiler.WatchedSource;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.spi.DiagnosticText;
import io.baton.spi.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commands of what is loaded when it is saved. */
@Component(
    service = WatchCommands.class,
    property = {
      "osgi.command.scope=watch",
      "osgi.command.function=status",
      "osgi.command.function=pause",
      "osgi.command.function=resume"
    })
public final class WatchCommands extends Commands {
  private final Watch watch;

  /** Creates the commands for what is watched in this system. */
  @Activate
  public WatchCommands(@Reference Watch watch) {
    super("watch");
    this.watch = watch;
  }

  /** Returns a line for each module, with the first line of what is wrong with it. */
  @Descriptor("what is watched, and what has become of the last save of each module")
  public String status(CommandSession session) {
    Path folder = session.currentDir().toAbsolutePath().normalize();
    requirePaths();
    List<WatchedSource> sources = watch.sources();
    String state = watch.isPaused() ? "paused" : "watching";
    String paths =
        watch.paths().stream()
            .map(path -> DiagnosticText.path(path, folder))
            .collect(Collectors.joining(", "));
    return "%s: %s%s"
        .formatted(
            state,
            paths,
            sources.stream().map(source -> line(source, folder)).collect(Collectors.joining()));
  }

  private static String line(WatchedSource source, Path folder) {
    return "%n  %s: %s"
        .formatted(
            DiagnosticText.path(source.source(), folder),
            source
                .problem()
                .map(why -> Printable.line(why.lines().findFirst().orElse("")))
                .orElseGet(() -> source.module().orElse("")));
  }

  /** See {@link Watch#pause}. */
  @Descriptor("load nothing that is saved, until it is resumed")
  public String pause() {
    requirePaths();
    watch.pause();
    return "ok: paused";
  }

  /** See {@link Watch#resume}. */
  @Descriptor("load what was saved meanwhile, and go on")
  public String resume() {
    requirePaths();
    watch.resume();
    return "ok: watching";
  }

  private void requirePaths() {
    if (watch.paths().isEmpty()) {
      throw new CommandFailed(
          "nothing is watched; start Baton with --watch FOLDER, or configure io.baton.watch");
    }
  }
}
