package io.baton.shell;

import static io.baton.shell.Fixture.V1;
import static io.baton.shell.Fixture.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.CheckResult;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.Leak;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleFile;
import io.baton.api.code.ModuleStatus;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.ShapeChange;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.WiredBundle;
import io.baton.api.process.ProcessInspection;
import io.baton.api.process.ProcessRuntime;
import io.baton.shell.command.CommandFailed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.junit.jupiter.api.Test;

/** Commands in which Erlang's answer comes first, then the details for people. */
class CodeCommandsTest {
  private static final List<Lingering> SOMEONE = List.of(Fixture.process(42, "server"));

  private static final List<WiredBundle> WIRED =
      List.of(new WiredBundle(V1, 7, "ext 1.0.0", List.of("imports exp.api")));

  /** A session that no command calls. */
  private static final CommandSession SESSION = Stub.of(CommandSession.class, Map.of());

  /** Returns the commands of a code server that has one answer to one call. */
  private static CodeCommands answering(String method, Object answer) {
    return commands(Map.of(method, _ -> answer));
  }

  private static CodeCommands commands(Map<String, Function<List<Object>, Object>> answers) {
    Map<String, Function<List<Object>, Object>> all = new HashMap<>(answers);
    all.putIfAbsent("modules", _ -> List.of("a", "b", "m", "frequency"));
    return new CodeCommands(Stub.of(CodeLoader.class, all), Stub.of(CodeStatus.class, all));
  }

  private static LoadResult loaded(PurgeResult purged) {
    return new LoadResult.Loaded(V2, Optional.of(V1), purged, List.of());
  }

  @Test
  void firstVersionIsCurrent() {
    var result =
        new LoadResult.Loaded(
            V1, Optional.empty(), new PurgeResult.NoOldVersion("frequency"), List.of());

    assertThat(Text.of(answering("load", result).load(SESSION, false, "frequency")))
        .isEqualTo("ok: frequency 1.0.0 is current");
  }

  @Test
  void fileIsNamedIfAnotherOneMayHaveBeenMeant() {
    Path mine = Path.of("/first/f.jar");
    var current =
        new ModuleVersion("frequency", "1.0.0", 1, "file:///first/f.jar#baton-1", Instant.EPOCH);

    assertThat(printed(current, file("1.0.0", mine), file("0.9.0", Path.of("/first/older.jar"))))
        .isEqualTo("ok: frequency 1.0.0 is current");
    assertThat(printed(current, file("1.0.0", mine), file("2.0.0", Path.of("/second/f.jar"))))
        .isEqualTo(
            "ok: frequency 1.0.0 is current%n  from %s; the module is also in %s"
                .formatted(mine, Path.of("/second")));
    assertThat(printed(current, file("1.0.0", Path.of("/first/a.jar")), file("1.0.0", mine)))
        .endsWith("also in " + Path.of("/first/a.jar"));
  }

  private static ModuleFile file(String version, Path file) {
    return new ModuleFile("frequency", version, file);
  }

  private static String printed(ModuleVersion current, ModuleFile... files) {
    var results = new CodeResults(Stub.of(CodeStatus.class, Map.of("files", _ -> List.of(files))));
    var loaded =
        new LoadResult.Loaded(
            current, Optional.empty(), new PurgeResult.NoOldVersion("frequency"), List.of());
    return String.valueOf(results.format(loaded, Converter.INSPECT, results));
  }

  @Test
  void nextVersionMakesTheOneBeforeOld() {
    var commands = answering("load", loaded(new PurgeResult.NoOldVersion("frequency")));

    assertThat(Text.of(commands.load(false, "frequency", "2.0.0")))
        .isEqualTo("ok: frequency 2.0.0 is current, 1.0.0 is old");
  }

  @Test
  void reloadReportsWhatItPurgedAndKilled() {
    var old = Fixture.version("0.9.0", 0);

    assertThat(
            Text.of(answering("reload", loaded(new PurgeResult.Purged(old))).reload("frequency")))
        .isEqualTo("ok: frequency 2.0.0 is current, 1.0.0 is old; 0.9.0 was purged");
    assertThat(
            Text.of(
                answering(
                        "reload", loaded(new PurgeResult.PurgedByKilling(old, SOMEONE, List.of())))
                    .reload("frequency")))
        .isEqualTo(
            "ok: frequency 2.0.0 is current, 1.0.0 is old; 0.9.0 was purged, killed <42>"
                + " (server)");
  }

  @Test
  void refusedLoadIsAnErrorWithErlangsReason() {
    var commands = answering("load", new LoadResult.NoFile("frequency", "there is no such file"));

    assertThatThrownBy(() -> commands.load(SESSION, false, "frequency"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("nofile: frequency: there is no such file");
  }

  @Test
  void nameThatIsNearlyAModulesNameIsAsked() {
    var commands = answering("load", new LoadResult.NoFile("frequncy", "there is no such file"));

    assertThatThrownBy(() -> commands.load(SESSION, false, "frequncy"))
        .hasMessage("nofile: frequncy: there is no such file; did you mean frequency?");
    assertThatThrownBy(() -> commands.lingering("frequncy"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("there is no module frequncy; did you mean frequency?");
  }

  @Test
  void fileIsLookedForInTheSessionsDirectory() {
    var result =
        new LoadResult.Loaded(
            V1, Optional.empty(), new PurgeResult.NoOldVersion("frequency"), List.of());
    var commands =
        commands(
            Map.of(
                "loadFile",
                arguments -> {
                  assertThat(arguments).containsExactly(Path.of("/home/f.jar"));
                  return result;
                }));

    assertThat(Text.of(commands.load_abs(new Fixture.Console().session(), "f.jar")))
        .isEqualTo("ok: frequency 1.0.0 is current");
  }

  @Test
  void isLoadedSaysFromWhereOrFalse() {
    assertThat(answering("isLoaded", Optional.of(V1)).is_loaded("frequency"))
        .isEqualTo("frequency 1.0.0 from file:/f-1.0.0.jar");
    assertThat(answering("isLoaded", Optional.empty()).is_loaded("frequency")).isEqualTo("false");
  }

  @Test
  void allLoadedHasALineForEach() {
    assertThat(answering("allLoaded", List.of(V1, V2)).all_loaded().lines())
        .containsExactly(
            "frequency 1.0.0 from file:/f-1.0.0.jar", "frequency 2.0.0 from file:/f-2.0.0.jar");
  }

  @Test
  void modulesAndExportsAreWhatTheCodeServerSays() {
    assertThat(answering("modules", List.of("a", "b")).modules()).containsExactly("a", "b");
    assertThat(answering("exports", List.of("a() -> int", "b() -> int")).exports("m").lines())
        .containsExactly("a() -> int", "b() -> int");
  }

  @Test
  void statusIsOfAllModulesWithAlarmsOrOfOne() {
    var commands =
        answering(
            "status",
            List.of(
                new ModuleStatus(
                    "a",
                    Optional.of(V1),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty()),
                new ModuleStatus(
                    "b",
                    Optional.of(V2),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty())));

    var inspection = Stub.of(ProcessInspection.class, Map.of("alarms", _ -> List.of("no carrier")));
    var alarmed = Stub.of(ProcessRuntime.class, Map.of("inspection", _ -> inspection));
    ProcessRuntime.HOLDER.start(alarmed);
    try {
      assertThat(commands.status().lines()).hasSize(4).last().isEqualTo("alarm: no carrier");
      assertThat(commands.status("b").lines().skip(1)).containsExactly("b       2.0.0    -    -");
      assertThatThrownBy(() -> commands.status("c")).hasMessageStartingWith("there is no module c");
    } finally {
      ProcessRuntime.HOLDER.stop(alarmed);
    }
  }

  private static String softPurged(SoftPurgeResult result) {
    return Text.of(answering("softPurge", result).soft_purge("frequency"));
  }

  @Test
  void softPurgeAnswersAsErlangDoes() {
    assertThat(softPurged(new SoftPurgeResult.NoOldVersion("frequency")))
        .isEqualTo("true: frequency has no old version");
    assertThat(softPurged(new SoftPurgeResult.Purged(V1)))
        .isEqualTo("true: frequency 1.0.0 was purged");
    assertThat(softPurged(new SoftPurgeResult.StillUsed(V1, SOMEONE)))
        .isEqualTo("false: frequency 1.0.0 is used by <42> (server)");
    assertThat(softPurged(new SoftPurgeResult.StillUsed(V1, List.of(), WIRED)))
        .isEqualTo("false: frequency 1.0.0 is used by bundle ext 1.0.0, which imports exp.api");
    assertThat(softPurged(new SoftPurgeResult.StillUsed(V1, SOMEONE, WIRED)))
        .isEqualTo(
            "false: frequency 1.0.0 is used by <42> (server), bundle ext 1.0.0, which imports"
                + " exp.api");
  }

  private static String deleted(DeleteResult result) {
    return Text.of(answering("delete", result).delete("frequency"));
  }

  @Test
  void deleteAnswersAsErlangDoes() {
    assertThat(deleted(new DeleteResult.Deleted(V1))).isEqualTo("true: frequency 1.0.0 is old now");
    assertThat(deleted(new DeleteResult.NotPurged(V1)))
        .isEqualTo("false: frequency 1.0.0 is old and must be purged first");
    assertThat(deleted(new DeleteResult.NotLoaded("frequency")))
        .isEqualTo("false: frequency is not loaded");
  }

  private static CodeCommands lingering(List<Lingering> lingering, List<WiredBundle> wired) {
    return commands(
        Map.of(
            "lingering",
            _ -> lingering,
            "wiredBundles",
            _ -> wired,
            "heldFunctions",
            _ -> List.of(),
            "leftovers",
            _ -> List.of()));
  }

  @Test
  void lingeringIsATable() {
    assertThat(lingering(SOMEONE, List.of()).lingering("frequency").lines()).hasSize(2);
    assertThat(lingering(List.of(), List.of()).lingering("frequency")).isEqualTo("nothing lingers");
    assertThat(lingering(List.of(), WIRED).lingering("frequency").lines())
        .containsExactly(
            "nothing lingers",
            "frequency 1.0.0 is used by bundle ext 1.0.0, which imports exp.api");
  }

  @Test
  void leaksHaveALineForEachStepOfThePath() {
    var path = new Leak.Path(List.of("thread \"pool\"", "frequency.Left"));
    var unknown = new Leak.Unknown("it was not looked for");
    String time = StatusTable.time(Instant.EPOCH);

    assertThat(
            answering(
                    "leaks",
                    List.of(
                        new Leak(V1, Instant.EPOCH, path), new Leak(V2, Instant.EPOCH, unknown)))
                .leaks()
                .lines())
        .containsExactly(
            "frequency 1.0.0, purged " + time + ", is held by",
            "  thread \"pool\"",
            "  frequency.Left",
            "frequency 2.0.0, purged " + time + ", is still in memory: it was not looked for");
    assertThat(answering("leaks", List.of()).leaks())
        .isEqualTo("no purged version is still in memory");
  }

  @Test
  void versionThatOnlySoftReferencesHoldIsToldApart() {
    var path = new Leak.SoftPath(List.of("class a.Cache", "static a.Cache.all", "frequency.Left"));
    String time = StatusTable.time(Instant.EPOCH);

    assertThat(answering("leaks", List.of(new Leak(V1, Instant.EPOCH, path))).leaks().lines())
        .containsExactly(
            "frequency 1.0.0, purged "
                + time
                + ", is no leak: only soft references hold it, which the JVM gives up before memory"
                + " runs out",
            "  class a.Cache",
            "  static a.Cache.all",
            "  frequency.Left");
  }

  private static final List<ShapeChange> CHANGES =
      List.of(
          new ShapeChange("a.Pool", "Pool.unit", ShapeChange.Kind.DEFAULTED, "is new: kHz"),
          new ShapeChange("a.Pool", "Pool.owner", ShapeChange.Kind.REFUSED, "is gone"));

  @Test
  void whatALoadDoesToStateIsSaidWithTheWorstFirst() {
    var loaded =
        new LoadResult.Loaded(
            V2, Optional.of(V1), new PurgeResult.NoOldVersion("frequency"), CHANGES);

    assertThat(Text.of(answering("load", loaded).load(SESSION, false, "frequency")).lines())
        .containsExactly(
            "ok: frequency 2.0.0 is current, 1.0.0 is old",
            "  warning: Pool.owner does not cross: it is gone",
            "  Pool.unit is new and has a default: it is new: kHz");
  }

  @Test
  void lingeringSaysWhichOptionIsMissingToSearchForFunctions() {
    var commands =
        commands(
            Map.of(
                "lingering", _ -> List.of(),
                "wiredBundles", _ -> List.of(),
                "leftovers", _ -> List.of(),
                "heldFunctions",
                    _ -> {
                      throw new UnsupportedOperationException("start Java with --an-option");
                    }));

    assertThat(commands.lingering("frequency").lines())
        .containsExactly("nothing lingers", "start Java with --an-option");
  }

  @Test
  void aCheckFailsIfSomethingIsRefused() {
    assertThat(
            CheckReport.of(new CheckResult.Checked(V2, CHANGES.subList(0, 1), List.of("its start")))
                .lines())
        .containsExactly(
            "ok: frequency 2.0.0 can be loaded",
            "  Pool.unit is new and has a default: it is new: kHz",
            "  not checked: its start");
    assertThatThrownBy(() -> CheckReport.of(new CheckResult.Checked(V2, CHANGES, List.of())))
        .hasMessageStartingWith("state_refused: frequency 2.0.0: not everything crosses")
        .hasMessageContaining("warning: Pool.owner");
    assertThatThrownBy(
            () -> CheckReport.of(new CheckResult.Unloadable(new LoadResult.NoFile("x.jar", "no"))))
        .hasMessage("nofile: x.jar: no");
  }
}
