package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.application.ApplicationInfo;
import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.application.Applications;
import io.baton.api.application.EnsureAllResult;
import io.baton.api.application.StartResult;
import io.baton.api.application.StopResult;
import io.baton.api.process.ExitReason;
import io.baton.api.supervisor.Restart;
import io.baton.shell.command.CommandFailed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the commands about applications print. */
class ApplicationCommandsTest {
  private static ApplicationInfo info(String name, State state, String... dependencies) {
    return new ApplicationInfo(
        name, name, List.of(name), List.of(dependencies), Restart.TEMPORARY, true, state);
  }

  private static ApplicationCommands with(String method, Object answer) {
    Map<String, Function<List<Object>, Object>> answers = new HashMap<>();
    answers.put(
        "loadedApplications",
        _ ->
            List.of(
                info("db", new State.Ended(ExitReason.KILLED)),
                info("shop", new State.Waiting("db, which has ended: killed"), "db")));
    answers.put("info", _ -> Optional.empty());
    answers.put(method, _ -> answer);
    return new ApplicationCommands(Stub.of(Applications.class, answers));
  }

  @Test
  void listHasALineForEachWithWhatItWaitsFor() {
    assertThat(with("start", "").list())
        .containsPattern("application +boot +type +depends on +state\\R")
        .containsPattern("db +yes +temporary +- +has ended: killed\\R")
        .containsPattern("shop +yes +temporary +db +waits for db, which has ended: killed");
  }

  @Test
  void listOfNothingSaysSo() {
    assertThat(with("loadedApplications", List.of()).list())
        .isEqualTo("no application is configured");
  }

  @Test
  void refusalOfAStartFailsTheCommandWithItsReason() {
    var commands = with("start", new StartResult.DependencyNotStarted("shop", "db"));

    assertThatThrownBy(() -> commands.start("shop"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageStartingWith("not_started: shop: it depends on db, which does not run");
  }

  @Test
  void nameThatIsNotConfiguredGetsTheNearest() {
    assertThatThrownBy(() -> with("start", new StartResult.NotConfigured("shoop")).start("shoop"))
        .hasMessageEndingWith("did you mean shop?");
    assertThatThrownBy(() -> with("stop", new StopResult.NotStarted("shoop")).stop("shoop"))
        .hasMessage("not_started: shoop does not run; did you mean shop?");
    assertThatThrownBy(() -> with("start", "").info("shoop"))
        .hasMessageEndingWith("did you mean shop?");
  }

  @Test
  void allThatWereStartedAreNamed() {
    String method = "ensureAllStarted";

    assertThat(
            with(method, new EnsureAllResult.Ok(List.of("db", "shop"))).ensure_all_started("shop"))
        .isEqualTo("ok: started db, shop");
    assertThat(with(method, new EnsureAllResult.Ok(List.of())).ensure_all_started("shop"))
        .isEqualTo("ok: shop runs already");
  }
}
