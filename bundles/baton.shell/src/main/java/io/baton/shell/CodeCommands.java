package io.baton.shell;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.WiredBundle;
import io.baton.api.process.Inspection;
import io.baton.spi.MarkedLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Commands of the module {@code code} of the shell. Erlang's answer comes first, then the details
 * for people.
 */
@Component(
    service = CodeCommands.class,
    property = {
      "osgi.command.scope=code",
      "osgi.command.function=load",
      "osgi.command.function=load_abs",
      "osgi.command.function=reload",
      "osgi.command.function=check",
      "osgi.command.function=is_loaded",
      "osgi.command.function=all_loaded",
      "osgi.command.function=modules",
      "osgi.command.function=exports",
      "osgi.command.function=status",
      "osgi.command.function=soft_purge",
      "osgi.command.function=purge",
      "osgi.command.function=delete",
      "osgi.command.function=lingering",
      "osgi.command.function=leaks"
    })
public final class CodeCommands {
  private final CodeLoader codeLoader;
  private final CodeStatus codeStatus;

  /** Creates the commands for the code of this system. */
  @Activate
  public CodeCommands(@Reference CodeLoader codeLoader, @Reference CodeStatus codeStatus) {
    this.codeLoader = codeLoader;
    this.codeStatus = codeStatus;
  }

  /** See {@link CodeLoader#load(String)} and {@link CodeLoader#loadChecked(String)}. */
  @Descriptor("load the newest version of a module from the code path; never purges")
  public String load(
      CommandSession session,
      @Descriptor("only if all live state passes on trial; takes a file, too")
          @Parameter(names = "--checked", presentValue = "true", absentValue = "false")
          boolean checked,
      @Descriptor("name of the module") String module) {
    if (!checked) {
      return loaded(codeLoader.load(module));
    }
    return loaded(
        module.endsWith(".jar")
            ? codeLoader.loadChecked(session.currentDir().resolve(module))
            : codeLoader.loadChecked(module));
  }

  /**
   * See {@link CodeLoader#load(String, String)} and {@link CodeLoader#loadChecked(String, String)}.
   */
  @Descriptor("load a certain version of a module from the code path; never purges")
  public String load(
      @Descriptor("only if all live state passes on trial")
          @Parameter(names = "--checked", presentValue = "true", absentValue = "false")
          boolean checked,
      @Descriptor("name of the module") String module,
      @Descriptor("version, such as 2.0.0") String version) {
    return loaded(
        checked ? codeLoader.loadChecked(module, version) : codeLoader.load(module, version));
  }

  /** See {@link CodeLoader#check(Path, CheckOption...)}. */
  @Descriptor("what a load of a file would convert, default, drop or refuse; runs no code of it")
  public String check(
      CommandSession session,
      @Descriptor("also start it and make its component, which runs code of it")
          @Parameter(names = "--construct", presentValue = "true", absentValue = "false")
          boolean construct,
      @Descriptor("the file") String file) {
    Path path = session.currentDir().resolve(file);
    return CheckReport.of(
        construct ? codeLoader.check(path, CheckOption.CONSTRUCT) : codeLoader.check(path));
  }

  /** See {@link CodeLoader#loadFile(Path)}. */
  @Descriptor("load a module's bundle from a file; never purges")
  public String load_abs(CommandSession session, @Descriptor("the file") String file) {
    return loaded(codeLoader.loadFile(session.currentDir().resolve(file)));
  }

  /** See {@link CodeLoader#reload(String)}. */
  @Descriptor("load the newest version of a module, purging the old one once it is ready")
  public String reload(@Descriptor("name of the module") String module) {
    return loaded(codeLoader.reload(module));
  }

  private static String loaded(LoadResult result) {
    return switch (result) {
      case LoadResult.Loaded(var current, var old, var purged, var changes) ->
          "ok: %s is current%s%s%s"
              .formatted(
                  current,
                  old.map(v -> ", %s is old".formatted(v.version())).orElse(""),
                  killed(purged),
                  CheckReport.lines(changes));
      case LoadResult.Refused refused ->
          throw new CommandFailed(
              "%s: %s: %s".formatted(refused.reason(), refused.what(), refused.why()));
    };
  }

  private static String killed(PurgeResult purged) {
    return switch (purged) {
      case PurgeResult.NoOldVersion _ -> "";
      case PurgeResult.Purged(var old, var wired) ->
          "; %s was purged%s".formatted(old.version(), stillWired(wired));
      case PurgeResult.PurgedByKilling(var old, var killed, var fenced, var wired) ->
          "; %s was purged%s%s".formatted(old.version(), killed(killed, fenced), stillWired(wired));
    };
  }

  private static String killed(List<Lingering> killed, List<Lingering> fenced) {
    String rest = fenced.isEmpty() ? "" : "; not back yet: " + who(fenced);
    return ", killed %s%s".formatted(who(killed), rest);
  }

  private static String whoAndWhy(List<Lingering> lingering) {
    return StatusTable.some(
        lingering.stream()
            .map(one -> one.who() + one.why().map(" (%s)"::formatted).orElse(""))
            .toList());
  }

  /**
   * Returns the processes and threads that are in the version, then bundles that are wired to it.
   */
  private static String users(List<Lingering> lingering, List<WiredBundle> wired) {
    String bundles = StatusTable.some(wired.stream().map(WiredBundle::who).toList());
    return lingering.isEmpty()
        ? bundles
        : whoAndWhy(lingering) + (wired.isEmpty() ? "" : ", " + bundles);
  }

  private static String stillWired(List<WiredBundle> wired) {
    return wired.isEmpty()
        ? ""
        : "; until refreshed, its code throws for "
            + StatusTable.some(wired.stream().map(WiredBundle::who).toList());
  }

  private static String who(List<Lingering> lingering) {
    return StatusTable.some(lingering.stream().map(Lingering::who).toList());
  }

  /** See {@link CodeStatus#isLoaded(String)}. */
  @Descriptor("the current version of a module and where it came from, or false")
  public String is_loaded(@Descriptor("name of the module") String module) {
    return codeStatus.isLoaded(module).map(CodeCommands::located).orElse("false");
  }

  /** See {@link CodeStatus#allLoaded()}. */
  @Descriptor("all modules that have a current version, and where it came from")
  public String all_loaded() {
    return codeStatus.allLoaded().stream()
        .map(CodeCommands::located)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String located(ModuleVersion version) {
    return "%s from %s".formatted(version, MarkedLocation.origin(version.location()));
  }

  /** See {@link CodeStatus#modules()}. */
  @Descriptor("names of the modules that are loaded or on the code path")
  public List<String> modules() {
    return codeStatus.modules();
  }

  /** See {@link CodeStatus#exports(String)}. */
  @Descriptor("the functions that the current version of a module exports")
  public String exports(@Descriptor("name of the module") String module) {
    return String.join(System.lineSeparator(), codeStatus.exports(module));
  }

  /** See {@link CodeStatus#status()}. */
  @Descriptor("current and old version of every module, what lingers in the old one, and alarms")
  public String status() {
    return StatusTable.of(codeStatus.status()) + StatusTable.alarms(Inspection.alarms());
  }

  /** See {@link CodeStatus#status()}. */
  @Descriptor("current and old version of a module, and what lingers in the old one")
  public String status(@Descriptor("name of the module") String module) {
    return StatusTable.of(
        codeStatus.status().stream().filter(status -> status.module().equals(module)).toList());
  }

  /** See {@link CodeLoader#softPurge(String)}. */
  @Descriptor("remove a module's old version if nothing lingers in it")
  public String soft_purge(@Descriptor("name of the module") String module) {
    return switch (codeLoader.softPurge(module)) {
      case SoftPurgeResult.NoOldVersion _ -> "true: %s has no old version".formatted(module);
      case SoftPurgeResult.Purged(var old) -> "true: %s was purged".formatted(old);
      case SoftPurgeResult.StillUsed(var old, var lingering, var wired) ->
          "false: %s is used by %s".formatted(old, users(lingering, wired));
    };
  }

  /** See {@link CodeLoader#purge(String)}. */
  @Descriptor("remove a module's old version, killing what lingers in it")
  public String purge(@Descriptor("name of the module") String module) {
    return switch (codeLoader.purge(module)) {
      case PurgeResult.NoOldVersion _ -> "ok: %s has no old version".formatted(module);
      case PurgeResult.Purged(var old, var wired) ->
          "ok: %s was purged, no process was in it%s".formatted(old, stillWired(wired));
      case PurgeResult.PurgedByKilling(var old, var killed, var fenced, var wired) ->
          "ok: %s was purged%s%s".formatted(old, killed(killed, fenced), stillWired(wired));
    };
  }

  /** See {@link CodeLoader#delete(String)}. */
  @Descriptor("make a module's current version old")
  public String delete(@Descriptor("name of the module") String module) {
    return switch (codeLoader.delete(module)) {
      case DeleteResult.Deleted(var old) -> "true: %s is old now".formatted(old);
      case DeleteResult.NotPurged(var old) ->
          "false: %s is old and must be purged first".formatted(old);
      case DeleteResult.NotLoaded _ -> "false: %s is not loaded".formatted(module);
    };
  }

  /** See {@link CodeStatus#lingering(String)}. */
  @Descriptor(
      "what lingers in a module's old version, is wired to it, or only holds functions of it")
  public String lingering(@Descriptor("name of the module") String module) {
    return StatusTable.lingering(codeStatus.lingering(module))
        + StatusTable.wired(codeStatus.wiredBundles(module), _ -> true)
        + functions(module);
  }

  /**
   * Returns the processes that only hold functions; they are unknown without an option of the JVM.
   */
  private String functions(String module) {
    try {
      return StatusTable.functions(codeStatus.heldFunctions(module));
    } catch (UnsupportedOperationException e) {
      return System.lineSeparator() + e.getMessage();
    }
  }

  /** See {@link CodeStatus#leaks()}. */
  @Descriptor("purged versions that are still in memory, and what holds them; dumps the heap")
  public String leaks() {
    return LeakReport.of(codeStatus.leaks());
  }
}
