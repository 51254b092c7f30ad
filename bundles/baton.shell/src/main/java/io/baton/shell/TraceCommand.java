package io.baton.shell;

import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import io.baton.spi.ProcessTracing;
import io.baton.spi.ProcessTracing.Event;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Command that shows the events of a process as they happen. */
@Component(
    service = TraceCommand.class,
    property = {"osgi.command.scope=proc", "osgi.command.function=trace"})
public final class TraceCommand extends Commands {
  private static final int WAITING_AT_MOST = 10_000;
  private static final long LOOK_AGAIN_MILLIS = 100;

  private final ProcessTracing tracing;

  /** Creates the command. */
  @Activate
  public TraceCommand(@Reference ProcessTracing tracing) {
    super("proc");
    this.tracing = tracing;
  }

  /** Events that are not printed yet; those that do not fit are counted. */
  private static final class Events {
    final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(WAITING_AT_MOST);

    /** Written by the threads that cause events, read by the session. */
    final AtomicLong lost = new AtomicLong();

    void add(Event event) {
      if (!waiting.offer(event)) {
        lost.incrementAndGet();
      }
    }
  }

  /** See {@link ProcessTracing#trace}. */
  @Descriptor(
      "print a process's messages, turns and end; until it ends, the time is over or Ctrl-C")
  public String trace(
      CommandSession session,
      @Descriptor("how long at most, such as PT10S")
          @Parameter(
              names = {"-f", "--for"},
              absentValue = "PT24H")
          @Takes(Argument.TIME)
          String time,
      @Descriptor("a pid, its number or a registered name") @Takes(Argument.PROCESS)
          Object process) {
    Duration atMost = duration(time);
    Pid pid = ProcessArgument.pid(process);
    var events = new Events();
    long shown = 0;
    try (ProcessTracing.Trace _ = tracing.trace(pid, events::add)) {
      shown = show(session, pid, events, System.nanoTime() + atMost.toNanos());
    } catch (InterruptedException _) {
      return "stopped";
    }
    long lost = events.lost.get();
    return lost == 0 ? shown + " events" : shown + " events, " + lost + " more were too fast";
  }

  private static Duration duration(String text) {
    try {
      Duration time = Duration.parse(text);
      if (time.isPositive() && time.compareTo(Duration.ofDays(365)) <= 0) {
        return time;
      }
    } catch (DateTimeParseException _) {
      // reported below
    }
    throw new CommandFailed("--for must be a time such as PT10S, at most a year, was " + text);
  }

  private static long show(CommandSession session, Pid pid, Events events, long end)
      throws InterruptedException {
    long shown = 0;
    while (end - System.nanoTime() > 0) {
      boolean last = !Processes.isAlive(pid);
      Event event = events.waiting.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      if (event != null) {
        shown++;
        session.getConsole().println(pid + " " + text(event));
      }
      if (event instanceof Event.Ended || (event == null && last)) {
        return shown;
      }
    }
    return shown;
  }

  private static String text(Event event) {
    return switch (event) {
      case Event.Arrived(Object message) -> "<- " + Text.of(message);
      case Event.Turn(String function) -> "turn " + function;
      case Event.Ended(var reason) -> "ended: " + reason;
    };
  }
}
