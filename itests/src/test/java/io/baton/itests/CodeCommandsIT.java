package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.Test;

/** The commands {@code code:...}, which answer as Erlang does. */
public class CodeCommandsIT extends ShellTest {
  @Test
  public void loadSaysWhatIsCurrentAndWhatIsOld() throws Exception {
    onTheCodePath("1.0");
    String first = text("code:load frequency");
    onTheCodePath("2.0");

    String second = text("code:load frequency");

    assertThat(first).isEqualTo("ok: frequency 1.0.0 is current");
    assertThat(second).isEqualTo("ok: frequency 2.0.0 is current, 1.0.0 is old");
  }

  @Test
  public void aLoadThatIsRefusedSaysErlangsWordAndWhy() throws Exception {
    onTheCodePath("1.0");

    assertThatThrownBy(() -> run("code:load frequency 3.0.0"))
        .hasMessageContaining("nofile: frequency 3.0.0")
        .hasMessageContaining("1.0.0");
    assertThatThrownBy(() -> run("code:load nowhere")).hasMessageContaining("nofile: nowhere");
  }

  @Test
  public void aCertainVersionAndAFileCanBeLoaded() throws Exception {
    onTheCodePath("1.0");
    onTheCodePath("2.0");

    String byVersion = text("code:load frequency 1.0.0");
    String byFile = text("code:load_abs " + Bundles.jar("frequency-2.0"));

    assertThat(byVersion).isEqualTo("ok: frequency 1.0.0 is current");
    assertThat(byFile).isEqualTo("ok: frequency 2.0.0 is current, 1.0.0 is old");
  }

  @Test
  public void statusAndLingeringShowTheProcessesInTheOldVersion() throws Exception {
    startFrequency("1.0");
    onTheCodePath("2.0");
    run("code:load frequency");
    Object server = run("proc:whereis frequency");

    List<String> status = text("code:status").lines().toList();
    List<String> lingering = text("code:lingering frequency").lines().toList();

    assertThat(status.get(0)).matches("module +current +old +lingering in old");
    assertThat(status.get(1)).contains("frequency", "2.0.0", "1.0.0", server + " (frequency)");
    assertThat(lingering.get(0)).matches("process +in +since +waits for +at");
    assertThat(lingering.get(1))
        .contains(server + " (frequency)", "1.0.0", "receive Request", "FrequencyModule.loop");
  }

  @Test
  public void softPurgeAndPurgeAnswerAsInErlang() throws Exception {
    startFrequency("1.0");
    onTheCodePath("2.0");
    run("code:load frequency");
    Object server = run("proc:whereis frequency");

    assertThat(text("code:soft_purge frequency"))
        .isEqualTo("false: frequency 1.0.0 is used by %s (frequency)".formatted(server));
    assertThat(text("code:purge frequency"))
        .isEqualTo("ok: frequency 1.0.0 was purged, killed %s (frequency)".formatted(server));
    assertThat(text("code:purge frequency")).startsWith("ok: ");
    assertThat(text("code:soft_purge frequency")).startsWith("true: ");
    assertThat(run("proc:whereis frequency")).isEqualTo("undefined");
  }

  @Test
  public void aScriptFindsTheTypedResultBehindTheText() throws Exception {
    startFrequency("1.0");
    onTheCodePath("2.0");
    run("code:load frequency");

    run("purged = (code:purge frequency)");

    assertThat(run("$purged killedProcesses"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(1);
    assertThat(run("($purged old) version")).asString().isEqualTo("1.0.0");
  }

  @Test
  public void aFunctionOfAModuleThatIsNotLoadedLoadsIt() throws Exception {
    onTheCodePath("2.0");

    assertThatThrownBy(() -> run("frequency:nonsense"))
        .hasMessageContaining("there is no command frequency:nonsense");
    assertThat(text("code:is_loaded frequency")).startsWith("frequency 2.0.0 from");
    run("code:delete frequency; code:purge frequency");
    assertThat(text("frequency:start")).startsWith("<");
    assertThat(text("m frequency")).contains("Bundle-SymbolicName", "allocate() -> Reply");
    assertThat(text("code:module_status frequency")).isEqualTo("loaded");
  }

  @Test
  public void aModuleThatIsDeletedHasNoCommands() throws Exception {
    onTheCodePath("1.0");
    run("code:load frequency");
    assertThat(text("code:exports frequency")).contains("allocate() -> Reply");
    assertThat(text("code:modules")).isEqualTo("[frequency]");

    String deleted = text("code:delete frequency");

    assertThat(deleted).isEqualTo("true: frequency 1.0.0 is old now");
    assertThat(text("code:is_loaded frequency")).isEqualTo("false");
    mode("embedded");
    assertThatThrownBy(() -> run("frequency:allocate"))
        .hasMessageContaining("there is no command frequency:allocate");
  }

  @Test
  public void severalModulesAreLoadedAtOnceAndStickyOnesAreNot() throws Exception {
    onTheCodePath("1.0");

    assertThat(text("code:ensure_loaded frequency")).isEqualTo("ok: frequency 1.0.0 is current");
    onTheCodePath("2.0");
    assertThat(text("code:ensure_loaded frequency")).isEqualTo("ok: frequency 1.0.0 is current");
    run("code:stick frequency");
    assertThat(text("code:is_sticky frequency")).isEqualTo("true");
    assertThatThrownBy(() -> run("code:atomic_load frequency"))
        .hasMessageContaining("sticky_directory: frequency 2.0.0");
    run("code:unstick frequency");

    assertThat(text("code:atomic_load frequency")).isEqualTo("ok: frequency 2.0.0 is current");
  }
}
