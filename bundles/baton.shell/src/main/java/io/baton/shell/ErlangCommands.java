package io.baton.shell;

import io.baton.api.code.CodeHistory;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.Decision;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleInfo;
import io.baton.api.code.ModuleVersion;
import io.baton.api.process.Inspection;
import io.baton.api.process.ProcessInfo;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import io.baton.spi.MarkedLocation;
import io.baton.spi.Printable;
import io.baton.spi.ThrownText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.felix.service.command.Descriptor;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The short commands of Erlang's shell (stdlib/src/c.erl), for fingers that know them. */
@Component(
    service = ErlangCommands.class,
    property = {
      "osgi.command.scope=c",
      "osgi.command.function=l",
      "osgi.command.function=lm",
      "osgi.command.function=mm",
      "osgi.command.function=m",
      "osgi.command.function=i",
      "osgi.command.function=regs",
      "osgi.command.function=nl"
    })
public final class ErlangCommands extends Commands {
  /** How far back the load of a version is looked for. */
  private static final int DECISIONS = 1_000;

  private final CodeLoader codeLoader;
  private final CodeStatus codeStatus;

  /** Written by SCR, read by sessions; null if there is no audit log. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable CodeHistory history;

  /** Creates the commands for the code of this system. */
  @Activate
  public ErlangCommands(@Reference CodeLoader codeLoader, @Reference CodeStatus codeStatus) {
    super("c");
    this.codeLoader = codeLoader;
    this.codeStatus = codeStatus;
  }

  /** See {@link CodeLoader#reload(String)}. */
  @Descriptor("load the newest version of a module, purging the old one; as code:reload")
  public LoadResult.Loaded l(
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return CodeResults.orFail(codeLoader.reload(module), codeStatus);
  }

  /** See {@link CodeStatus#modifiedModules()}; one that is refused does not keep the others. */
  @Descriptor("load each module of which the code path has something else; a line for each")
  public String lm() {
    var lines = new StringJoiner(System.lineSeparator());
    List<String> refused = new ArrayList<>();
    for (String module : codeStatus.modifiedModules()) {
      switch (codeLoader.reload(module)) {
        case LoadResult.Loaded loaded -> lines.add(CodeResults.text(loaded).orElseThrow());
        case LoadResult.Refused why -> refused.add(CodeResults.refused(why, List.of()));
      }
    }
    if (!refused.isEmpty()) {
      refused.forEach(lines::add);
      throw new CommandFailed(lines.toString());
    }
    return lines.length() == 0 ? "ok: nothing is modified" : lines.toString();
  }

  /** See {@link CodeStatus#modifiedModules()}. */
  @Descriptor("the modules of which the code path has something else than what is loaded")
  public List<String> mm() {
    return codeStatus.modifiedModules();
  }

  /** See {@link CodeStatus#allLoaded()}. */
  @Descriptor("the modules that are loaded, and their files")
  public String m() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("module", "version", "loaded", "file"));
    for (ModuleVersion version : codeStatus.allLoaded()) {
      rows.add(
          List.of(
              version.module(),
              version.version(),
              StatusTable.time(version.loaded()),
              MarkedLocation.origin(version.location())));
    }
    return StatusTable.columns(rows);
  }

  /** See {@link CodeStatus#moduleInfo(String)}. */
  @Descriptor("what the current version of a module says of itself, and exports")
  public String m(@Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    ModuleInfo info =
        codeStatus
            .moduleInfo(module)
            .orElseThrow(() -> new CommandFailed("the module %s is not loaded".formatted(module)));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("module", module));
    rows.add(
        List.of(
            "version",
            "%s, the number %d".formatted(info.version().version(), info.version().number())));
    rows.add(List.of("loaded", StatusTable.time(info.version().loaded())));
    rows.add(List.of("file", MarkedLocation.origin(info.version().location())));
    MarkedLocation.sha256(info.version().location())
        .ifPresent(digest -> {
          rows.add(List.of("SHA-256", digest));
          rows.add(List.of("asked by", requester(module, digest)));
        });
    info.attributes().forEach((name, value) -> rows.add(List.of(name, Printable.line(value))));
    info.exports().forEach(function -> rows.add(List.of("exports", function)));
    return StatusTable.columns(rows);
  }

  /** What the audit log says of the load. */
  private String requester(String module, String digest) {
    CodeHistory now = history;
    try {
      return now == null
          ? "unknown: there is no audit log"
          : now.last(module, DECISIONS).reversed().stream()
              .filter(one -> one.action() == Decision.Action.LOAD && one.result().equals("ok"))
              .filter(one -> one.sha256().filter(digest::equals).isPresent())
              .findFirst()
              .map(one -> Printable.line(one.by()))
              .orElse("unknown: the audit log does not go back so far");
    } catch (IOException e) {
      return "unknown: the audit log cannot be read: " + ThrownText.describe(e);
    }
  }

  /** See {@link Inspection#processes()}. */
  @Descriptor("the processes that live; as proc:list")
  public String i() {
    return new InspectionCommands().list("50");
  }

  /** The processes that have a name. */
  @Descriptor("the processes that are registered under a name")
  public String regs() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("name", "pid", "initial call", "mailbox"));
    Inspection.processes().stream()
        .flatMap(pid -> Inspection.info(pid).stream())
        .filter(info -> info.name().isPresent())
        .sorted(Comparator.comparing(info -> info.name().orElse("")))
        .forEach(info -> rows.add(row(info, info.name())));
    return StatusTable.columns(rows);
  }

  private static List<String> row(ProcessInfo info, Optional<String> name) {
    return List.of(
        name.orElse("-"),
        info.pid().toString(),
        info.initialCall(),
        Integer.toString(info.mailboxLength()));
  }

  /** Fails: there is one node. */
  @SuppressWarnings("DoNotCallSuggester") // typed by people
  @Descriptor("load a module on all nodes; not there yet: this system is one node")
  public void nl(@Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    throw new CommandFailed(
        "nl needs nodes that know each other, and Baton is one node; load the module here with l %s"
            .formatted(module));
  }
}
