package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Pid;
import java.nio.charset.StandardCharsets;
import org.apache.felix.service.command.CommandSession;
import org.junit.Test;

/** Every exported function is a command; a session is a process. */
public class ShellIT extends ShellTest {
  @Test
  public void aFunctionIsACommandThatFollowsTheCurrentVersion() throws Exception {
    startFrequency("1.0");
    assertThat(run("frequency:allocate")).isEqualTo("Allocated(10)");
    assertThatThrownBy(() -> run("frequency:inject [20 21]"))
        .hasMessageContaining("frequency:inject");

    onTheCodePath("2.0");
    run("code:load frequency");
    Object byTheOldServer = run("frequency:allocate");
    Object injected = run("frequency:inject [20 21]");

    assertThat(byTheOldServer).isEqualTo("Allocated(11)");
    assertThat(injected).isEqualTo("Ok");
  }

  @Test
  public void aFunctionThatCurrentDoesNotExportIsNoCommandAnyMore() throws Exception {
    onTheCodePath("2.0");
    run("code:load frequency");
    run("frequency:start");
    Object before = run("frequency:inject [20]");

    onTheCodePath("1.0");
    run("code:load frequency 1.0.0");

    assertThat(before).isEqualTo("Ok");
    assertThatThrownBy(() -> run("frequency:inject [20]"))
        .hasMessageContaining("there is no command frequency:inject");
    assertThat(text("frequency:allocate")).isEqualTo("Allocated(10)");
  }

  @Test
  public void anArgumentThatDoesNotFitSaysWhatWasExpected() throws Exception {
    startFrequency("2.0");

    assertThatThrownBy(() -> run("frequency:deallocate abc"))
        .hasMessageContaining("frequency:deallocate")
        .hasMessageContaining("argument 1: expected int, found abc");
    assertThatThrownBy(() -> run("frequency:inject [20 x]"))
        .hasMessageContaining("frequency:inject")
        .hasMessageContaining("expected Integer, found x");
  }

  @Test
  public void theWrongNumberOfArgumentsSaysWhatIsExported() throws Exception {
    startFrequency("1.0");

    assertThatThrownBy(() -> run("frequency:deallocate"))
        .hasMessageContaining("frequency:deallocate/0")
        .hasMessageContaining("deallocate(int) -> Reply");
    assertThatThrownBy(() -> run("frequency:allocate 1 2"))
        .hasMessageContaining("frequency:allocate/2")
        .hasMessageContaining("allocate() -> Reply");
  }

  @Test
  public void aSessionIsOneProcess() throws Exception {
    startFrequency("1.0");
    Object self = run("proc:self");
    run("frequency:allocate");

    CommandSession other = newSession();
    Object byTheOther = other.execute("frequency:deallocate 10");
    Object bySession = run("frequency:deallocate 10");

    assertThat(self).isInstanceOf(Pid.class);
    assertThat(run("proc:self")).isEqualTo(self);
    assertThat(other.execute("proc:self")).isNotEqualTo(self);
    assertThat(byTheOther).isEqualTo("Refused(NOT_ALLOCATED)");
    assertThat(bySession).isEqualTo("Ok");
    other.close();
  }

  @Test
  public void aSessionThatMonitorsSeesWhyAProcessEnded() throws Exception {
    startFrequency("1.0");
    Object server = run("proc:whereis frequency");
    String ref = text("proc:monitor frequency");

    run("proc:exit frequency kill");

    assertThat(text("proc:flush")).isEqualTo("[Down(%s, %s, killed)]".formatted(ref, server));
  }

  @Test
  public void valuesPrintAsAPersonWouldWriteThem() throws Exception {
    startFrequency("1.0");

    session.getConsole().println(session.format(run("proc:self"), 0));
    session.getConsole().println(session.format(run("frequency:allocate"), 0));
    session.getConsole().flush();

    assertThat(console.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(run("proc:self").toString(), "Allocated(10)");
  }

  @Test
  public void processesAreListedWithTheVersionThatTheyAreIn() throws Exception {
    startFrequency("1.0");

    Object all = run("proc:list");
    Object one = run("proc:list --limit 1");
    Object info = run("proc:info frequency");

    assertThat(all.toString().lines().filter(line -> line.contains("frequency")))
        .singleElement()
        .asString()
        .contains("FrequencyModule.loop", "1.0.0", "receive Request");
    assertThat(one.toString()).contains("--limit N shows more");
    assertThat(info.toString()).contains("initial call  frequency:loop/1", "1.0.0#");
    assertThatThrownBy(() -> run("proc:list --limit x"))
        .hasMessageContaining("--limit must be a whole number of at least 1, was x");
    assertThatThrownBy(() -> run("proc:info nobody"))
        .hasMessageContaining("no process is registered as nobody");
  }

  @Test
  public void aTraceEndsWhenItsTimeIsOver() throws Exception {
    startFrequency("1.0");

    Object traced = run("proc:trace --for PT0.001S frequency");

    assertThat(traced).isEqualTo("0 events");
    assertThat(run("frequency:allocate")).isEqualTo("Allocated(10)");
  }
}
