package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessInspection;
import io.baton.api.process.ProcessRuntime;
import io.baton.shell.command.CommandFailed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessCommandsTest {
  private static final Pid SERVER = new Fixture.Numbered(42);

  private final List<List<Object>> asked = new ArrayList<>();
  private final Queue<Object> mailbox = new ArrayDeque<>();
  private final ProcessRuntime runtime =
      Stub.of(
          ProcessRuntime.class,
          Map.of(
              "inspection",
                  _ -> Stub.of(ProcessInspection.class, Map.of("processes", _ -> List.of())),
              "self", _ -> new Fixture.Numbered(7),
              "send", this::note,
              "exit", this::note,
              "monitor", _ -> new MonitorRef(3),
              "isAlive", arguments -> arguments.equals(List.of(SERVER)),
              "receive", _ -> Optional.ofNullable(mailbox.poll()),
              "whereis",
                  arguments ->
                      arguments.equals(List.of("server"))
                          ? Optional.of(SERVER)
                          : Optional.empty()));
  private final ProcessCommands commands = new ProcessCommands(Fixture.sessions());
  private final CommandSession session = new Fixture.Console().session();

  private Object note(List<Object> arguments) {
    asked.add(arguments);
    return null;
  }

  @BeforeEach
  void start() {
    ProcessRuntime.HOLDER.start(runtime);
  }

  @AfterEach
  void stop() {
    ProcessRuntime.HOLDER.stop(runtime);
  }

  @Test
  void selfIsThePidOfTheSession() throws Exception {
    assertThat(commands.self(session)).isEqualTo(new Fixture.Numbered(7));
  }

  @Test
  void sendTakesAPidOrAName() throws Exception {
    commands.send(session, SERVER, "hello");
    commands.send(session, "server", "world");

    assertThat(asked).containsExactly(List.of(SERVER, "hello"), List.of(SERVER, "world"));
  }

  @Test
  void sendToAnUnregisteredNameIsAnError() {
    assertThatThrownBy(() -> commands.send(session, "nobody", "hello"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("no process is registered as nobody");
  }

  @Test
  void flushTakesAllMessagesAsText() throws Exception {
    mailbox.addAll(List.of("a", List.of(1, 2)));

    assertThat(commands.flush(session)).containsExactly("a", "[1, 2]");
    assertThat(commands.flush(session)).isEmpty();
  }

  @Test
  void whereisIsAPidOrUndefined() {
    assertThat(commands.whereis("server")).isEqualTo(SERVER);
    assertThat(commands.whereis("nobody")).isEqualTo("undefined");
  }

  @Test
  void isAliveIsWhatTheProcessesSay() {
    assertThat(commands.is_alive(SERVER)).isTrue();
    assertThat(commands.is_alive(new Fixture.Numbered(1))).isFalse();
    assertThat(commands.is_alive("server")).isTrue();
  }

  @Test
  void monitorPrintsTheMonitor() throws Exception {
    assertThat(commands.monitor(session, "server")).isEqualTo("#Ref<3>");
  }

  @Test
  void exitSendsASignalWithTheReason() throws Exception {
    commands.exit(session, "server", "kill");

    assertThat(asked).containsExactly(List.of(SERVER, ExitReason.KILL));
  }

  @Test
  void pidPrintsAsPidInTheShell() {
    var converter = new PidConverter();

    assertThat(converter.format(SERVER, 0, null)).isEqualTo("<42>");
    assertThat(converter.format("server", 0, null)).isNull();
    assertThat(converter.convert(Pid.class, "<42>")).isNull();
  }
}
