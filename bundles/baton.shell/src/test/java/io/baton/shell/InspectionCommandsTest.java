package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessInfo;
import io.baton.api.process.ProcessInfo.State;
import io.baton.api.process.ProcessInspection;
import io.baton.api.process.ProcessRuntime;
import io.baton.shell.command.CommandFailed;
import io.baton.spi.ProcessTracing;
import io.baton.spi.ProcessTracing.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code proc:list}, {@code proc:info} and {@code proc:trace}. */
class InspectionCommandsTest {
  private static final Pid SERVER = new Fixture.Numbered(42);

  private final Map<Pid, ProcessInfo> processes = new LinkedHashMap<>();
  private final ProcessInspection inspection =
      Stub.of(
          ProcessInspection.class,
          Map.of(
              "processes", _ -> List.copyOf(processes.keySet()),
              "info", arguments -> Optional.ofNullable(processes.get(arguments.getFirst())),
              "mailboxLength",
                  arguments ->
                      OptionalInt.of(processes.get(arguments.getFirst()).mailboxLength())));
  private final ProcessRuntime runtime =
      Stub.of(
          ProcessRuntime.class,
          Map.of(
              "inspection", _ -> inspection,
              "isAlive", arguments -> processes.containsKey(arguments.getFirst()),
              "whereis",
                  arguments ->
                      arguments.equals(List.of("server"))
                          ? Optional.of(SERVER)
                          : Optional.empty()));
  private final InspectionCommands commands = new InspectionCommands();
  private final Fixture.Console console = new Fixture.Console();

  private void process(long number, String name, int mailbox) {
    var pid = new Fixture.Numbered(number);
    processes.put(
        pid,
        new ProcessInfo(
            pid,
            Optional.of(name).filter(n -> !n.isEmpty()),
            new State.Waiting("receive Request"),
            "frequency:loop/1",
            name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProcessInfo.Function("m.Frequency.loop:62", "2.0.0", 1)),
            mailbox,
            Set.of(new Fixture.Numbered(9), new Fixture.Numbered(8)),
            Set.of(),
            false,
            new ProcessInfo.Work(Instant.EPOCH, 3, 5, 0, Optional.empty())));
  }

  @BeforeEach
  void start() {
    ProcessRuntime.HOLDER.start(runtime);
    process(42, "server", 3);
    process(7, "", 0);
  }

  @AfterEach
  void stop() {
    ProcessRuntime.HOLDER.stop(runtime);
  }

  @Test
  void listIsATableInTheOrderOfThePids() {
    assertThat(commands.list("50").lines())
        .containsExactly(
            "pid   name    in                 version  state            mailbox",
            "<7>   -       frequency:loop/1   -        receive Request  0",
            "<42>  server  Frequency.loop:62  2.0.0    receive Request  3");
  }

  @Test
  void listThatIsTooLongShowsTheLongestMailboxes() {
    process(1, "", 1);
    process(2, "", 3);

    assertThat(commands.list("2").lines().map(line -> line.replaceAll(" .*", "")))
        .containsExactly("pid", "<2>", "<42>", "2");
    assertThat(commands.list("2"))
        .endsWith("2 of 4 processes, those with the longest mailboxes; --limit N shows more");
  }

  @Test
  void listOfAHundredThousandProcessesAsksForTheStacksOfThoseThatItShows() {
    for (int i = 1_000; i < 101_000; i++) {
      process(i, "", i % 10);
    }

    assertThat(commands.list("50").lines()).hasSize(52);
  }

  @Test
  void limitThatIsNoneIsRefused() {
    for (String limit : List.of("0", "-1", "x", "")) {
      assertThatThrownBy(() -> commands.list(limit))
          .isInstanceOf(CommandFailed.class)
          .hasMessage("--limit must be a whole number of at least 1, was " + limit);
    }
  }

  @Test
  void infoSaysWhatIsKnown() {
    assertThat(commands.info("server").lines().map(line -> line.replaceAll(" {2,}", ": ")))
        .contains(
            "pid: <42>",
            "name: server",
            "state: receive Request",
            "initial call: frequency:loop/1",
            "in: m.Frequency.loop:62 (2.0.0#1)",
            "mailbox: 3 messages",
            "links: <8> <9>",
            "monitors: none",
            "traps exits: no",
            "turns: 3",
            "received: 5 messages");
  }

  @Test
  void processMayBeGivenByItsNumber() {
    assertThat(commands.info("7")).startsWith("pid           <7>");
    assertThat(commands.info("<7>")).startsWith("pid           <7>");
    assertThat(commands.info(SERVER)).startsWith("pid           <42>");
  }

  @Test
  void processThatIsNoneIsRefused() {
    assertThatThrownBy(() -> commands.info("4711"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("no living process has the number or the name 4711");
    assertThatThrownBy(() -> commands.info("nobody"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("no process is registered as nobody");
    assertThatThrownBy(() -> commands.info(new Fixture.Numbered(5)))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("<5> has ended");
  }

  /** Returns a command that receives events while it waits. */
  private static TraceCommand tracing(Consumer<Consumer<Event>> causes, AtomicBoolean closed) {
    return new TraceCommand(
        Stub.of(
            ProcessTracing.class,
            Map.of(
                "trace",
                arguments -> {
                  @SuppressWarnings("unchecked")
                  var tracer = (Consumer<Event>) arguments.get(1);
                  causes.accept(tracer);
                  return (ProcessTracing.Trace) () -> closed.set(true);
                })));
  }

  @Test
  void traceShowsEventsUntilTheProcessHasEnded() {
    var closed = new AtomicBoolean();
    TraceCommand command =
        tracing(
            tracer -> {
              tracer.accept(new Event.Arrived(List.of(1, 2)));
              tracer.accept(new Event.Turn("frequency:loop/1"));
              tracer.accept(new Event.Ended(ExitReason.KILLED));
            },
            closed);

    String result = command.trace(console.session(), "PT10S", "server");

    assertThat(console.toString().lines())
        .containsExactly("<42> <- [1, 2]", "<42> turn frequency:loop/1", "<42> ended: killed");
    assertThat(result).isEqualTo("3 events");
    assertThat(closed).isTrue();
  }

  @Test
  void traceEndsWhenTheTimeIsOver() {
    var closed = new AtomicBoolean();

    String result = tracing(_ -> {}, closed).trace(console.session(), "PT0.001S", "server");

    assertThat(result).isEqualTo("0 events");
    assertThat(closed).isTrue();
  }

  @Test
  void traceIsStoppedByAnInterrupt() throws Exception {
    var closed = new AtomicBoolean();
    var traced = new CountDownLatch(1);
    TraceCommand command = tracing(_ -> traced.countDown(), closed);
    Thread thread =
        Thread.ofPlatform().start(() -> command.trace(console.session(), "PT1H", "server"));
    traced.await();

    thread.interrupt();

    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    assertThat(closed).isTrue();
  }

  @Test
  void traceSaysHowManyEventsWereTooFast() {
    TraceCommand command =
        tracing(
            tracer -> {
              for (int i = 0; i < 10_003; i++) {
                tracer.accept(new Event.Turn("f:g/0"));
              }
              processes.remove(SERVER);
            },
            new AtomicBoolean());

    String result = command.trace(console.session(), "PT1M", SERVER);

    assertThat(result).isEqualTo("10000 events, 3 more were too fast");
  }

  @Test
  void timeThatIsNoneIsRefused() {
    TraceCommand command = tracing(_ -> {}, new AtomicBoolean());

    for (String time : List.of("10", "PT0S", "-PT1S", "P400D")) {
      assertThatThrownBy(() -> command.trace(console.session(), time, "server"))
          .isInstanceOf(CommandFailed.class)
          .hasMessage("--for must be a time such as PT10S, at most a year, was " + time);
    }
  }
}
