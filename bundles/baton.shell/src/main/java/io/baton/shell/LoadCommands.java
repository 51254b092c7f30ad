package io.baton.shell;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.EnsureResult;
import io.baton.api.code.FinishResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.Source;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * More commands of the module {@code code} of the shell: several modules at once, and sticky ones.
 */
@Component(
    service = LoadCommands.class,
    property = {
      "osgi.command.scope=code",
      "osgi.command.function=ensure_loaded",
      "osgi.command.function=ensure_modules_loaded",
      "osgi.command.function=atomic_load",
      "osgi.command.function=stick",
      "osgi.command.function=unstick",
      "osgi.command.function=stick_dir",
      "osgi.command.function=unstick_dir",
      "osgi.command.function=is_sticky"
    })
public final class LoadCommands extends Commands {
  private final CodeLoader codeLoader;
  private final CodeStatus codeStatus;

  /** Creates the commands for the code of this system. */
  @Activate
  public LoadCommands(@Reference CodeLoader codeLoader, @Reference CodeStatus codeStatus) {
    super("code");
    this.codeLoader = codeLoader;
    this.codeStatus = codeStatus;
  }

  /** See {@link CodeLoader#ensureLoaded(String)}. */
  @Descriptor("load the newest version of a module from the code path, unless it is loaded")
  public String ensure_loaded(
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return switch (codeLoader.ensureLoaded(module)) {
      case EnsureResult.Present(var current) -> "ok: %s is current".formatted(current);
      case EnsureResult.Absent(var refused) -> throw CodeResults.failure(refused, codeStatus);
    };
  }

  /**
   * See {@link CodeLoader#ensureLoaded(Collection)}; one that is refused does not keep the others.
   */
  @Descriptor("the same for several modules, at the same time")
  public String ensure_modules_loaded(
      @Descriptor("names of modules") @Takes(Argument.MODULE) String... modules) {
    SortedMap<String, LoadResult.Refused> absent = codeLoader.ensureLoaded(List.of(modules));
    if (!absent.isEmpty()) {
      throw new CommandFailed(text(absent));
    }
    return "ok: %d %s loaded"
        .formatted(modules.length, modules.length == 1 ? "module is" : "modules are");
  }

  /** See {@link CodeLoader#atomicLoad(List)}. */
  @Descriptor("load several modules in one step, all or none; never purges")
  public String atomic_load(
      CommandSession session,
      @Descriptor("name of a module, or name=file") @Takes(Argument.SOURCE) String... modules) {
    List<Source> sources = Arrays.stream(modules).map(text -> source(session, text)).toList();
    return switch (codeLoader.atomicLoad(sources)) {
      case FinishResult.Loaded(var current, _, _) when current.isEmpty() -> "ok: nothing to load";
      case FinishResult.Loaded(var current, var changes, var purged) ->
          "ok: %s %s current%s%s"
              .formatted(
                  current.stream().map(ModuleVersion::toString).collect(Collectors.joining(", ")),
                  current.size() == 1 ? "is" : "are",
                  purged.stream()
                      .map(result -> System.lineSeparator() + CodeResults.purged(result))
                      .collect(Collectors.joining()),
                  CheckReport.lines(changes));
      case FinishResult.Refused(var errors) -> throw new CommandFailed(text(errors));
      case FinishResult.UsedUp() ->
          throw new CommandFailed(
              "what was prepared has been loaded or given up by another caller");
    };
  }

  private static Source source(CommandSession session, String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Source.OnPath(text)
        : new Source.InFile(
            text.substring(0, equals), session.currentDir().resolve(text.substring(equals + 1)));
  }

  private String text(SortedMap<String, LoadResult.Refused> errors) {
    List<String> modules = codeStatus.modules();
    return errors.values().stream()
        .map(refused -> CodeResults.refused(refused, modules))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** See {@link CodeLoader#stick(String)}. */
  @Descriptor("refuse every load of a module while it is loaded")
  public String stick(@Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    codeLoader.stick(module);
    return "true: %s is not replaced while it is loaded".formatted(module);
  }

  /** See {@link CodeLoader#unstick(String)}. */
  @Descriptor("allow loads of a module again")
  public String unstick(@Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    codeLoader.unstick(module);
    return codeLoader.isSticky(module)
        ? "false: %s is sticky by the configuration, see code:config".formatted(module)
        : "true: %s may be replaced".formatted(module);
  }

  /** See {@link CodeLoader#stickDirectory(Path)}. */
  @Descriptor("refuse every load of the modules that a directory has now, while they are loaded")
  public String stick_dir(
      CommandSession session, @Descriptor("the directory") @Takes(Argument.FILE) String directory) {
    return "ok: sticky are %s"
        .formatted(codeLoader.stickDirectory(session.currentDir().resolve(directory)));
  }

  /** See {@link CodeLoader#unstickDirectory(Path)}. */
  @Descriptor("allow loads of the modules that a directory has now")
  public String unstick_dir(
      CommandSession session, @Descriptor("the directory") @Takes(Argument.FILE) String directory) {
    return "ok: not sticky are %s"
        .formatted(codeLoader.unstickDirectory(session.currentDir().resolve(directory)));
  }

  /** See {@link CodeLoader#isSticky(String)}. */
  @Descriptor("whether a module is loaded, and loads of it are refused")
  public boolean is_sticky(
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return codeLoader.isSticky(module);
  }
}
