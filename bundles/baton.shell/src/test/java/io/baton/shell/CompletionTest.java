package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.application.ApplicationInfo;
import io.baton.api.application.Applications;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.ModuleFile;
import io.baton.api.code.ModuleStatus;
import io.baton.api.process.ProcessInfo;
import io.baton.api.process.ProcessInspection;
import io.baton.api.process.ProcessRuntime;
import io.baton.api.supervisor.Restart;
import io.baton.shell.Completion.Choice;
import io.baton.shell.command.Catalogue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Tab offers at each place of a command. */
class CompletionTest {
  private static ModuleFile file(String version) {
    return new ModuleFile("frequency", version, Path.of("frequency-" + version + ".jar"));
  }

  private final CodeStatus codeStatus =
      Stub.of(
          CodeStatus.class,
          Map.of(
              "allLoaded", _ -> List.of(Fixture.V2),
              "modules", _ -> List.of("counter", "frequency"),
              "files",
                  arguments ->
                      arguments.equals(List.of("frequency"))
                          ? List.of(file("2.0.0"), file("1.0.0"), file("0.9.0"))
                          : List.of(),
              "status",
                  _ ->
                      List.of(
                          new ModuleStatus(
                              "frequency",
                              Optional.of(Fixture.V2),
                              Optional.of(Fixture.V1),
                              List.of(),
                              List.of(),
                              List.of(),
                              Optional.empty())),
              "isLoaded",
                  arguments ->
                      arguments.equals(List.of("frequency"))
                          ? Optional.of(Fixture.V2)
                          : Optional.empty()));
  private final Applications applications =
      Stub.of(
          Applications.class,
          Map.of(
              "loadedApplications",
              _ ->
                  List.of(
                      new ApplicationInfo(
                          "shop",
                          "shop",
                          List.of("shop"),
                          List.of(),
                          Restart.TEMPORARY,
                          false,
                          new ApplicationInfo.State.Stopped()))));
  private final Completion completion =
      new Completion(
          new Catalogue(
                  new CommandServices()
                      .with(
                          new CodeCommands(Stub.of(CodeLoader.class, Map.of()), codeStatus),
                          "code",
                          "load",
                          "load_abs")
                      .with(new ProcessCommands(Fixture.sessions()), "proc", "exit", "whereis")
                      .with(new InspectionCommands(), "proc", "list")
                      .with(new ApplicationCommands(applications), "app", "start")
                      .with(new Object(), "gogo", "cat")
                      .context())
              ::all,
          codeStatus,
          () -> ApplicationChoices.of(applications));
  private final ProcessRuntime runtime = runtime();

  private static ProcessRuntime runtime() {
    var server = new Fixture.Numbered(42);
    var info =
        new ProcessInfo(
            server,
            Optional.of("frequency"),
            new ProcessInfo.State.Running(),
            "frequency:loop/1",
            Optional.empty(),
            0,
            Set.of(),
            Set.of(),
            false,
            new ProcessInfo.Work(Instant.EPOCH, 0, 0, 0, Optional.empty()));
    var inspection =
        Stub.of(
            ProcessInspection.class,
            Map.of("processes", _ -> List.of(server), "info", _ -> Optional.of(info)));
    return Stub.of(ProcessRuntime.class, Map.of("inspection", _ -> inspection));
  }

  @BeforeEach
  void start() {
    ProcessRuntime.HOLDER.start(runtime);
  }

  @AfterEach
  void stop() {
    ProcessRuntime.HOLDER.stop(runtime);
  }

  private List<Choice> at(String... words) {
    return completion.at(List.of(words), words.length - 1).choices();
  }

  @Test
  void firstWordIsACommandWithItsDescription() {
    assertThat(at(""))
        .contains(
            new Choice(
                "code:load",
                "the code server",
                "load the newest version of a module from the code path; never purges"))
        .extracting(Choice::value)
        .contains("proc:exit", "cat");
  }

  @Test
  void moduleIsFollowedByItsVersions() {
    assertThat(at("code:load", ""))
        .containsExactly(
            new Choice("counter", "modules", "not loaded"),
            new Choice("frequency", "modules", "2.0.0 is current"));
    assertThat(at("code:load", "--checked", "frequency", ""))
        .containsExactly(
            new Choice("2.0.0", "versions of frequency", "current"),
            new Choice("1.0.0", "versions of frequency", "old"),
            new Choice("0.9.0", "versions of frequency", "not loaded"));
    assertThat(at("code:load", "frequency", "2.0.0", "")).isEmpty();
  }

  @Test
  void processIsANameOrANumber() {
    assertThat(at("proc:exit", ""))
        .containsExactly(
            new Choice("frequency", "names", "<42> frequency:loop/1"),
            new Choice("42", "pids", "(frequency) frequency:loop/1"));
    assertThat(at("proc:exit", "42", "")).isEmpty();
    assertThat(at("proc:whereis", "")).extracting(Choice::value).containsExactly("frequency");
  }

  @Test
  void applicationIsOfferedWithItsState() {
    assertThat(at("app:start", "")).containsExactly(new Choice("shop", "applications", "stopped"));
  }

  @Test
  void optionIsOfferedAfterADash() {
    assertThat(at("proc:list", "-")).extracting(Choice::value).containsExactly("-l", "--limit");
    assertThat(at("proc:list", "--limit", "")).isEmpty();
  }

  @Test
  void filesAreOfferedWhereAFileIsWantedOrNothingIsKnown() {
    assertThat(completion.at(List.of("code:load_abs", ""), 1).files()).isTrue();
    assertThat(completion.at(List.of("cat", ""), 1).files()).isTrue();
    assertThat(completion.at(List.of("unknown", ""), 1).files()).isTrue();
    assertThat(completion.at(List.of("proc:exit", ""), 1).files()).isFalse();
  }
}
