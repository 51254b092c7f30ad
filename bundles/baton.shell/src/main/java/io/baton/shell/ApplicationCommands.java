package io.baton.shell;

import io.baton.api.application.ApplicationInfo;
import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.application.Applications;
import io.baton.api.application.EnsureAllResult;
import io.baton.api.application.StartResult;
import io.baton.api.application.StopResult;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Nearest;
import io.baton.shell.command.Takes;
import io.baton.spi.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commands about applications. They are there if the bundle of applications is. */
@Component(
    service = ApplicationCommands.class,
    property = {
      "osgi.command.scope=app",
      "osgi.command.function=list",
      "osgi.command.function=info",
      "osgi.command.function=start",
      "osgi.command.function=ensure_all_started",
      "osgi.command.function=stop"
    })
public final class ApplicationCommands extends Commands {
  private final Applications applications;

  /** Creates the commands for the applications of this system. */
  @Activate
  public ApplicationCommands(@Reference Applications applications) {
    super("app");
    this.applications = applications;
  }

  /** See {@link Applications#loadedApplications()}. */
  @Descriptor("the applications that are configured, and what each does now")
  public String list() {
    List<ApplicationInfo> all = applications.loadedApplications();
    if (all.isEmpty()) {
      return "no application is configured";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("application", "boot", "type", "depends on", "state"));
    for (ApplicationInfo one : all) {
      rows.add(
          List.of(
              one.name(),
              one.boot() ? "yes" : "no",
              type(one),
              dependencies(one),
              state(one.state())));
    }
    return StatusTable.columns(rows);
  }

  /** See {@link Applications#info}. */
  @Descriptor("what is known of an application")
  public String info(
      @Descriptor("name of the application") @Takes(Argument.APPLICATION) String application) {
    ApplicationInfo info =
        applications.info(application).orElseThrow(() -> notConfigured(application));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("application", info.name()));
    rows.add(List.of("state", state(info.state())));
    rows.add(List.of("module", info.module()));
    rows.add(List.of("modules", String.join(" ", info.modules())));
    rows.add(List.of("depends on", dependencies(info)));
    rows.add(List.of("boot", info.boot() ? "yes" : "no"));
    rows.add(List.of("type", type(info)));
    return StatusTable.columns(rows);
  }

  private CommandFailed notConfigured(String application) {
    return failed(new StartResult.NotConfigured(application));
  }

  /** See {@link Applications#start}. */
  @Descriptor("start an application; those that it depends on must run")
  public String start(
      @Descriptor("name of the application") @Takes(Argument.APPLICATION) String application) {
    return switch (applications.start(application)) {
      case StartResult.Ok(var name, var root) ->
          "ok: %s runs, its root is %s".formatted(name, root);
      case StartResult.Refused refused -> throw failed(refused);
    };
  }

  /** See {@link Applications#ensureAllStarted}. */
  @Descriptor("start an application, after all that it depends on and that do not run")
  public String ensure_all_started(
      @Descriptor("name of the application") @Takes(Argument.APPLICATION) String application) {
    return switch (applications.ensureAllStarted(application)) {
      case EnsureAllResult.Ok(var started) when started.isEmpty() ->
          "ok: %s runs already".formatted(Printable.line(application));
      case EnsureAllResult.Ok(var started) -> "ok: started " + String.join(", ", started);
      case EnsureAllResult.Failed(var refused) -> throw failed(refused);
    };
  }

  /** See {@link Applications#stop}. */
  @Descriptor("stop an application; its modules stay loaded")
  public String stop(
      @Descriptor("name of the application") @Takes(Argument.APPLICATION) String application) {
    return switch (applications.stop(application)) {
      case StopResult.Ok(var name) -> "ok: %s is stopped".formatted(name);
      case StopResult.NotStarted(var name) ->
          throw new CommandFailed(
              "not_started: %s does not run%s".formatted(Printable.line(name), hint(name)));
    };
  }

  private CommandFailed failed(StartResult.Refused refused) {
    return new CommandFailed(
        "%s: %s: %s%s"
            .formatted(
                refused.reason(),
                Printable.line(refused.application()),
                Printable.text(refused.why()),
                refused instanceof StartResult.NotConfigured ? hint(refused.application()) : ""));
  }

  private String hint(String name) {
    List<String> names =
        applications.loadedApplications().stream().map(ApplicationInfo::name).toList();
    return names.contains(name) ? "" : Nearest.hint(name, names);
  }

  private static String dependencies(ApplicationInfo info) {
    return info.applications().isEmpty() ? "-" : String.join(" ", info.applications());
  }

  private static String type(ApplicationInfo info) {
    return info.type().name().toLowerCase(Locale.ROOT);
  }

  /** Returns what an application does, in a line. */
  static String state(State state) {
    return switch (state) {
      case State.Stopped() -> "stopped";
      case State.Waiting(var cause) -> "waits for " + cause;
      case State.Starting() -> "is being started";
      case State.Running(_, var root, var since) ->
          "running since %s, root %s".formatted(StatusTable.time(since), root);
      case State.Stopping() -> "is being stopped";
      case State.Refused(var refused) ->
          "does not start: %s: %s".formatted(refused.reason(), refused.why());
      case State.Ended(var reason) -> "has ended: " + reason;
    };
  }
}
