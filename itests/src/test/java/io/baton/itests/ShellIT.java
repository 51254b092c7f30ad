package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ops4j.pax.exam.CoreOptions.composite;

import io.baton.api.process.Pid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Option;

/** Every exported function is a command; a session is a process. */
public class ShellIT extends BatonTest {
  @Inject private CommandProcessor gogo;

  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private CommandSession session;

  @Override
  Option more() {
    return composite(
        installed("org.apache.felix.gogo.runtime"),
        installed("org.apache.felix.gogo.command"),
        installed("baton.shell"));
  }

  @Before
  public void openASession() {
    session = newSession();
  }

  private CommandSession newSession() {
    return gogo.createSession(new ByteArrayInputStream(new byte[0]), console, console);
  }

  @After
  public void closeTheSession() {
    session.close();
  }

  private void onTheCodePath(String version) throws IOException {
    Files.copy(jar("frequency-" + version), codePath().resolve("frequency-" + version + ".jar"));
  }

  private Object run(String command) throws Exception {
    return session.execute(command);
  }

  private String text(String command) throws Exception {
    return String.valueOf(run(command));
  }

  private void startFrequency(String version) throws Exception {
    onTheCodePath(version);
    run("code:load frequency");
    run("frequency:start");
  }

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
    String byFile = text("code:load_abs " + jar("frequency-2.0"));

    assertThat(byVersion).isEqualTo("ok: frequency 1.0.0 is current");
    assertThat(byFile).isEqualTo("ok: frequency 2.0.0 is current, 1.0.0 is old");
  }

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
        .hasMessageContaining("Command not found")
        .hasMessageContaining("frequency:inject");
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
  public void statusAndLingeringShowWhoIsInTheOldVersion() throws Exception {
    startFrequency("1.0");
    onTheCodePath("2.0");
    run("code:load frequency");
    Object server = run("proc:whereis frequency");

    List<String> status = text("code:status").lines().toList();
    List<String> lingering = text("code:lingering frequency").lines().toList();

    assertThat(status.get(0)).matches("module +current +old +lingering in old");
    assertThat(status.get(1)).contains("frequency", "2.0.0", "1.0.0", server + " (frequency)");
    assertThat(lingering.get(0)).matches("who +in +since +waits for +at");
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
        .isEqualTo("true: frequency 1.0.0 was purged, killed %s (frequency)".formatted(server));
    assertThat(text("code:purge frequency")).startsWith("false: ");
    assertThat(text("code:soft_purge frequency")).startsWith("true: ");
    assertThat(run("proc:whereis frequency")).isEqualTo("undefined");
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
  public void aModuleThatIsDeletedHasNoCommands() throws Exception {
    onTheCodePath("1.0");
    run("code:load frequency");
    assertThat(text("code:exports frequency")).contains("allocate() -> Reply");
    assertThat(text("code:modules")).isEqualTo("[frequency]");

    String deleted = text("code:delete frequency");

    assertThat(deleted).isEqualTo("true: frequency 1.0.0 is old now");
    assertThat(text("code:is_loaded frequency")).isEqualTo("false");
    assertThatThrownBy(() -> run("frequency:allocate"))
        .hasMessageContaining("Command not found");
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
}
