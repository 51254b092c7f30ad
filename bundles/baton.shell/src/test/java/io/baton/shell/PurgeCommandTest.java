package io.baton.shell;

import static io.baton.shell.Fixture.V1;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.Lingering;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.WiredBundle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@code code:purge} answers of one module, and of several. */
class PurgeCommandTest {
  private static final List<Lingering> SOMEONE = List.of(Fixture.process(42, "server"));

  private static final List<WiredBundle> WIRED =
      List.of(new WiredBundle(V1, 7, "ext 1.0.0", List.of("imports exp.api")));

  private static CodeCommands commands(Function<List<Object>, Object> purge) {
    return new CodeCommands(
        Stub.of(CodeLoader.class, Map.of("purge", purge)), Stub.of(CodeStatus.class, Map.of()));
  }

  private static String purged(PurgeResult result) {
    return Text.of(commands(_ -> result).purge("frequency"));
  }

  @Test
  void purgeOfSeveralModulesHasALineForEach() {
    List<Object> asked = new ArrayList<>();
    var commands =
        commands(arguments -> {
          asked.addAll((Collection<?>) arguments.getFirst());
          return new TreeMap<>(
              Map.of(
                  "a", new PurgeResult.NoOldVersion("a"),
                  "frequency", new PurgeResult.Purged(V1)));
        });

    assertThat(commands.purge("frequency", "a").lines())
        .containsExactly(
            "ok: a has no old version", "ok: frequency 1.0.0 was purged, no process was in it");
    assertThat(asked).containsExactly("frequency", "a");
  }

  @Test
  void purgeAnswersAsErlangDoes() {
    assertThat(purged(new PurgeResult.NoOldVersion("frequency")))
        .isEqualTo("ok: frequency has no old version");
    assertThat(purged(new PurgeResult.Purged(V1)))
        .isEqualTo("ok: frequency 1.0.0 was purged, no process was in it");
    assertThat(purged(new PurgeResult.PurgedByKilling(V1, SOMEONE, SOMEONE)))
        .isEqualTo(
            "ok: frequency 1.0.0 was purged, killed <42> (server); not back yet: <42> (server)");
    assertThat(purged(new PurgeResult.Purged(V1, WIRED)))
        .isEqualTo(
            "ok: frequency 1.0.0 was purged, no process was in it; until refreshed, its code"
                + " throws for bundle ext 1.0.0, which imports exp.api");
    assertThat(purged(new PurgeResult.Refused(V1, SOMEONE, "purge.kills = none")))
        .isEqualTo(
            "false: frequency 1.0.0 was not purged, in it are <42> (server); purge.kills = none");
  }
}
