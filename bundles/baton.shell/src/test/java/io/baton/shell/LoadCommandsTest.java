package io.baton.shell;

import static io.baton.shell.Fixture.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.EnsureResult;
import io.baton.api.code.FinishResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.Source;
import io.baton.shell.command.CommandFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;

/** Commands in which Erlang's answer comes first, then the details for people. */
class LoadCommandsTest {
  private final CommandSession session = new Fixture.Console().session();
  private final List<Object> asked = new ArrayList<>();

  private LoadCommands answering(String method, Object answer) {
    return new LoadCommands(
        Stub.of(
            CodeLoader.class,
            Map.of(
                method,
                arguments -> {
                  asked.addAll(arguments);
                  return answer;
                })),
        Stub.of(CodeStatus.class, Map.of("modules", _ -> List.of("frequency"))));
  }

  @Test
  void ensureLoadedSaysWhatIsCurrent() {
    assertThat(answering("ensureLoaded", new EnsureResult.Present(V2)).ensure_loaded("frequency"))
        .isEqualTo("ok: frequency 2.0.0 is current");
  }

  @Test
  void ensureLoadedThatIsRefusedIsAnErrorWithErlangsReason() {
    var absent = new EnsureResult.Absent(new LoadResult.NoFile("frequency", "there is none"));

    assertThatThrownBy(() -> answering("ensureLoaded", absent).ensure_loaded("frequency"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("nofile: frequency: there is none");
  }

  @Test
  void atomicLoadTakesNamesAndFiles() {
    var commands = answering("atomicLoad", new FinishResult.Loaded(List.of(V2), List.of()));

    String text = commands.atomic_load(session, "pricing", "frequency=f.jar");

    assertThat(text).isEqualTo("ok: frequency 2.0.0 is current");
    assertThat(asked)
        .containsExactly(
            List.of(
                new Source.OnPath("pricing"),
                new Source.InFile("frequency", Path.of("/home/f.jar"))));
  }

  @Test
  void atomicLoadNamesAllThatAreCurrent() {
    assertThat(
            answering("atomicLoad", new FinishResult.Loaded(List.of(V2, V2), List.of()))
                .atomic_load(session, "a", "b"))
        .isEqualTo("ok: frequency 2.0.0, frequency 2.0.0 are current");
    assertThat(
            answering("atomicLoad", new FinishResult.Loaded(List.of(), List.of()))
                .atomic_load(session))
        .isEqualTo("ok: nothing to load");
  }

  @Test
  void atomicLoadNamesWhatItHasPurged() {
    var loaded =
        new FinishResult.Loaded(
            List.of(V2), List.of(), List.of(new PurgeResult.Purged(Fixture.V1)));

    assertThat(answering("atomicLoad", loaded).atomic_load(session, "frequency").lines())
        .containsExactly(
            "ok: frequency 2.0.0 is current",
            "ok: frequency 1.0.0 was purged, no process was in it");
  }

  @Test
  void atomicLoadThatIsRefusedHasALineForEachModule() {
    var errors = new TreeMap<String, LoadResult.Refused>();
    errors.put("b", new LoadResult.Sticky("b 2.0.0"));
    errors.put("a", new LoadResult.NamedTwice("a"));

    assertThatThrownBy(() ->
            answering("atomicLoad", new FinishResult.Refused(errors)).atomic_load(session, "a"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageMatching("duplicated: a: .*\\Rsticky_directory: b 2\\.0\\.0: .*");
  }

  @Test
  void modulesThatAreEnsuredTogetherFailWithTheReasonOfEachThatIsAbsent() {
    var absent = new TreeMap<String, LoadResult.Refused>();
    assertThat(answering("ensureLoaded", absent).ensure_modules_loaded("a", "b"))
        .isEqualTo("ok: 2 modules are loaded");
    absent.put("b", new LoadResult.NotInEmbeddedMode("b"));

    assertThatThrownBy(() -> answering("ensureLoaded", absent).ensure_modules_loaded("a", "b"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageStartingWith("embedded: b: ");
  }

  @Test
  void stickyModulesAreAskedForByName() {
    assertThat(answering("stick", "").stick("m")).startsWith("true: m");
    assertThat(answering("isSticky", true).is_sticky("m")).isTrue();
    assertThat(asked).containsExactly("m", "m");
  }

  private static String unstick(boolean isStillSticky) {
    return new LoadCommands(
            Stub.of(CodeLoader.class, Map.of("unstick", _ -> "", "isSticky", _ -> isStillSticky)),
            Stub.of(CodeStatus.class, Map.of()))
        .unstick("m");
  }

  @Test
  void unstickSaysIfTheConfigurationKeepsAModuleSticky() {
    assertThat(unstick(false)).isEqualTo("true: m may be replaced");
    assertThat(unstick(true)).startsWith("false: m is sticky by the configuration");
  }
}
