package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.CodeHistory;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.Decision;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleInfo;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.spi.MarkedLocation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The short commands of Erlang's shell. */
class ErlangCommandsTest {
  private final Map<String, LoadResult> results = new HashMap<>();

  private ErlangCommands commands(List<String> modified) {
    return new ErlangCommands(
        Stub.of(
            CodeLoader.class,
            Map.of("reload", arguments -> results.get((String) arguments.getFirst()))),
        Stub.of(
            CodeStatus.class,
            Map.of(
                "modifiedModules", _ -> modified,
                "modules", _ -> List.of("frequency"),
                "allLoaded", _ -> List.of(Fixture.V2),
                "moduleInfo",
                    arguments ->
                        arguments.equals(List.of("frequency"))
                            ? Optional.of(
                                new ModuleInfo(
                                    Fixture.V2,
                                    List.of("allocate() -> Reply"),
                                    Map.of("Bundle-License", "Apache-2.0")))
                            : Optional.empty())));
  }

  private static LoadResult loaded() {
    return new LoadResult.Loaded(
        Fixture.V2, Optional.of(Fixture.V1), new PurgeResult.NoOldVersion("frequency"), List.of());
  }

  @Test
  void lLoadsAndSaysWhatBecameOfIt() {
    results.put("frequency", loaded());

    assertThat(Text.of(commands(List.of()).l("frequency")))
        .isEqualTo("ok: frequency 2.0.0 is current, 1.0.0 is old");
  }

  @Test
  void lmLoadsAllThatIsModifiedAndOneRefusalKeepsNoOther() {
    results.put("bad", new LoadResult.BadFile("bad 1.0.0", "it is damaged"));
    results.put("frequency", loaded());

    assertThat(commands(List.of("frequency")).lm())
        .isEqualTo("ok: frequency 2.0.0 is current, 1.0.0 is old");
    assertThatThrownBy(() -> commands(List.of("bad", "frequency")).lm())
        .hasMessage(
            "ok: frequency 2.0.0 is current, 1.0.0 is old%nbadfile: bad 1.0.0: it is damaged"
                .formatted());
    assertThat(commands(List.of()).lm()).isEqualTo("ok: nothing is modified");
  }

  @Test
  void mShowsAllModulesOrOne() {
    assertThat(commands(List.of()).m().lines())
        .hasSize(2)
        .last()
        .asString()
        .contains("frequency", "2.0.0", "file:/f-2.0.0.jar");
    assertThat(commands(List.of()).m("frequency"))
        .contains("Bundle-License", "Apache-2.0", "allocate() -> Reply");
    assertThatThrownBy(() -> commands(List.of()).m("none"))
        .hasMessage("the module none is not loaded");
  }

  @Test
  void nlSaysWhatItNeeds() {
    assertThatThrownBy(() -> commands(List.of()).nl("frequency"))
        .hasMessageContaining("Baton is one node");
  }

  @Test
  void mOfAModuleSaysWhatHasAskedForIt() {
    String digest = "0123456789abcdef".repeat(4);
    var version =
        new ModuleVersion(
            "m", "1.0.0", 7, MarkedLocation.of("file:/m.jar", 7, digest), Instant.EPOCH);
    var decision =
        new Decision(
            Instant.EPOCH,
            Decision.Action.LOAD,
            "m 1.0.0",
            Optional.empty(),
            Optional.of(digest),
            "ok",
            "",
            List.of(),
            "com.acme.deployer, as ops");
    Optional<ModuleInfo> info = Optional.of(new ModuleInfo(version, List.of(), Map.of()));
    var commands =
        new ErlangCommands(
            Stub.of(CodeLoader.class, Map.of()),
            Stub.of(CodeStatus.class, Map.of("moduleInfo", _ -> info)));

    assertThat(commands.m("m")).contains(digest).contains("unknown: there is no audit log");
    commands.history = Stub.of(CodeHistory.class, Map.of("last", _ -> List.of(decision)));
    assertThat(commands.m("m")).contains("com.acme.deployer, as ops");
  }
}
