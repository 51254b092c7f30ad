package io.baton.shell;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.compiler.Compilation;
import io.baton.api.compiler.Compiler;
import io.baton.api.process.Inspection;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Nearest;
import io.baton.shell.command.Takes;
import io.baton.spi.MarkedLocation;
import io.baton.spi.Printable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Commands of the module {@code code} of the shell. What changes versions returns the typed result,
 * which {@link CodeResults} prints.
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
public final class CodeCommands extends Commands {
  private final CodeLoader codeLoader;
  private final CodeStatus codeStatus;

  /** Written by SCR as the service comes and goes, read by sessions. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Compiler compiler;

  /** Creates the commands for the code of this system. */
  @Activate
  public CodeCommands(@Reference CodeLoader codeLoader, @Reference CodeStatus codeStatus) {
    super("code");
    this.codeLoader = codeLoader;
    this.codeStatus = codeStatus;
  }

  /** See {@link CodeLoader#load(String)} and {@link CodeLoader#loadChecked(String)}. */
  @Descriptor("load the newest version of a module from the code path; never purges")
  public LoadResult.Loaded load(
      CommandSession session,
      @Descriptor("only if all live state passes on trial; takes a file (.jar), too")
          @Parameter(names = "--checked", presentValue = "true", absentValue = "false")
          boolean checked,
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
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
  public LoadResult.Loaded load(
      @Descriptor("only if all live state passes on trial")
          @Parameter(names = "--checked", presentValue = "true", absentValue = "false")
          boolean checked,
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module,
      @Descriptor("version, such as 2.0.0") @Takes(Argument.VERSION) String version) {
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
      @Descriptor("also compare types of which there is no value, as far as they are declared")
          @Parameter(names = "--declared", presentValue = "true", absentValue = "false")
          boolean declared,
      @Descriptor("the file") @Takes(Argument.FILE) String file) {
    List<CheckOption> options = new ArrayList<>();
    if (construct) {
      options.add(CheckOption.CONSTRUCT);
    }
    if (declared) {
      options.add(CheckOption.DECLARED);
    }
    Path path = session.currentDir().resolve(file);
    return CheckReport.of(codeLoader.check(path, options.toArray(CheckOption[]::new)));
  }

  /** See {@link CodeLoader#loadFile(Path)}. */
  @Descriptor("load a module's bundle from a file; never purges")
  public LoadResult.Loaded load_abs(
      CommandSession session, @Descriptor("the file") @Takes(Argument.FILE) String file) {
    return loaded(codeLoader.loadFile(session.currentDir().resolve(file)));
  }

  /** See {@link CodeLoader#reload(String)}. */
  @Descriptor("load the newest version of a module, purging the old one once it is ready")
  public LoadResult.Loaded reload(
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return loaded(codeLoader.reload(module));
  }

  private LoadResult.Loaded loaded(LoadResult result) {
    return CodeResults.orFail(result, codeStatus);
  }

  /**
   * Fails for a name that is probably a mistake. Commands that change something answer as Erlang
   * does.
   */
  private void checkKnown(String module) {
    List<String> modules = codeStatus.modules();
    if (!modules.contains(module)) {
      throw new CommandFailed(
          "there is no module %s%s".formatted(module, Nearest.hint(module, modules)));
    }
  }

  /** See {@link CodeStatus#isLoaded(String)}. */
  @Descriptor("the current version of a module and where it came from, or false")
  public String is_loaded(@Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return codeStatus.isLoaded(module).map(this::located).orElse("false");
  }

  /** See {@link CodeStatus#allLoaded()}. */
  @Descriptor("all modules that have a current version, and where it came from")
  public String all_loaded() {
    return codeStatus.allLoaded().stream()
        .map(this::located)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private String located(ModuleVersion version) {
    return compilation(version)
        .map(known ->
            "%s from %s, compiled at %s"
                .formatted(
                    version, Printable.line(known.source().toString()), time(known.compiled())))
        .orElseGet(
            () -> "%s from %s".formatted(version, MarkedLocation.origin(version.location())));
  }

  private Optional<Compilation> compilation(ModuleVersion version) {
    Compiler known = compiler;
    return known == null
        ? Optional.empty()
        : known
            .compilation(version.module())
            .filter(compilation -> compilation.version().equals(version));
  }

  private static String time(Instant instant) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
        .format(instant.atZone(ZoneId.systemDefault()));
  }

  /** See {@link CodeStatus#modules()}. */
  @Descriptor("names of the modules that are loaded or on the code path")
  public List<String> modules() {
    return codeStatus.modules();
  }

  /** See {@link CodeStatus#exports(String)}. */
  @Descriptor("the functions that the current version of a module exports")
  public String exports(@Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    checkKnown(module);
    return String.join(System.lineSeparator(), codeStatus.exports(module));
  }

  /** See {@link CodeStatus#status()}. */
  @Descriptor("current and old version of every module, what lingers in the old one, and alarms")
  public String status() {
    return StatusTable.of(codeStatus.status()) + StatusTable.alarms(Inspection.alarms());
  }

  /** See {@link CodeStatus#status()}. */
  @Descriptor("current and old version of a module, and what lingers in the old one")
  public String status(@Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    checkKnown(module);
    return StatusTable.of(
        codeStatus.status().stream().filter(status -> status.module().equals(module)).toList());
  }

  /** See {@link CodeLoader#softPurge(String)}. */
  @Descriptor("remove a module's old version if nothing lingers in it")
  public SoftPurgeResult soft_purge(
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return codeLoader.softPurge(module);
  }

  /** See {@link CodeLoader#purge(String)}. */
  @Descriptor("remove a module's old version, killing what lingers in it")
  public PurgeResult purge(
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return codeLoader.purge(module);
  }

  /** See {@link CodeLoader#purge(java.util.Collection)}. */
  @Descriptor("the same for several modules, with one look at all processes")
  public String purge(
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module,
      @Descriptor("name of another one") @Takes(Argument.MODULE) String other,
      @Descriptor("names of more") @Takes(Argument.MODULE) String... more) {
    List<String> modules = new ArrayList<>(List.of(module, other));
    modules.addAll(List.of(more));
    return codeLoader.purge(modules).values().stream()
        .map(CodeResults::purged)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** See {@link CodeLoader#delete(String)}. */
  @Descriptor("make a module's current version old")
  public DeleteResult delete(
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return codeLoader.delete(module);
  }

  /** See {@link CodeStatus#lingering(String)}. */
  @Descriptor(
      "what lingers in a module's old version, is wired to it, or only holds functions of it")
  public String lingering(@Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    checkKnown(module);
    return StatusTable.lingering(codeStatus.lingering(module))
        + StatusTable.wired(codeStatus.wiredBundles(module), _ -> true)
        + functions(module)
        + StatusTable.leftovers(codeStatus.leftovers(module));
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
