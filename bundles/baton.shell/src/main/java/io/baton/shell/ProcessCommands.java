package io.baton.shell;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.shell.command.Argument;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import io.baton.spi.ShellSessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commands that act on processes. A shell session is a process itself, with a mailbox. */
@Component(
    service = ProcessCommands.class,
    property = {
      "osgi.command.scope=proc",
      "osgi.command.function=self",
      "osgi.command.function=send",
      "osgi.command.function=flush",
      "osgi.command.function=whereis",
      "osgi.command.function=is_alive",
      "osgi.command.function=monitor",
      "osgi.command.function=exit"
    })
public final class ProcessCommands extends Commands {
  private final ShellSessions sessions;

  /** Creates the commands for the processes of this system. */
  @Activate
  public ProcessCommands(@Reference ShellSessions sessions) {
    super("proc");
    this.sessions = sessions;
  }

  /** See {@link Processes#self()}. */
  @Descriptor("the pid of this session")
  public Pid self(CommandSession session) throws Exception {
    return sessions.runAs(session, Processes::self);
  }

  /** See {@link Processes#send(Pid, Object)}. */
  @Descriptor("send a message, as text or as a shell variable holds it")
  public void send(
      CommandSession session,
      @Descriptor("a pid, its number or a registered name") @Takes(Argument.PROCESS) Object to,
      @Descriptor("the message") @Takes(Argument.MESSAGE) Object message)
      throws Exception {
    Pid pid = ProcessArgument.pid(to);
    run(session, () -> Processes.send(pid, message));
  }

  /** Removes all messages from the session's mailbox. */
  @Descriptor("take all messages out of this session's mailbox")
  public List<String> flush(CommandSession session) throws Exception {
    return sessions.runAs(
        session,
        () -> {
          List<String> messages = new ArrayList<>();
          for (Optional<Object> message = next(); message.isPresent(); message = next()) {
            messages.add(Text.of(message.get()));
          }
          return messages;
        });
  }

  private static Optional<Object> next() {
    return Processes.receive(Object.class, Duration.ZERO);
  }

  /** See {@link Processes#whereis(String)}. */
  @Descriptor("the pid of a registered name, or undefined")
  public Object whereis(@Descriptor("the name") @Takes(Argument.NAME) String name) {
    return Processes.whereis(name).<Object>map(pid -> pid).orElse("undefined");
  }

  /** See {@link Processes#isAlive(Pid)}. */
  @Descriptor("whether a process lives")
  public boolean is_alive(
      @Descriptor("a pid, its number or a registered name") @Takes(Argument.PROCESS)
          Object process) {
    return ProcessArgument.isAlive(process);
  }

  /** See {@link Processes#monitor(Pid)}. */
  @Descriptor("have a message sent to this session when a process has ended")
  public String monitor(
      CommandSession session,
      @Descriptor("a pid, its number or a registered name") @Takes(Argument.PROCESS) Object process)
      throws Exception {
    Pid pid = ProcessArgument.pid(process);
    return sessions.runAs(session, () -> Processes.monitor(pid).toString());
  }

  /** See {@link Processes#exit(Pid, ExitReason)}. */
  @Descriptor("send an exit signal; the reason kill cannot be trapped")
  public void exit(
      CommandSession session,
      @Descriptor("a pid, its number or a registered name") @Takes(Argument.PROCESS) Object process,
      @Descriptor("the reason") @Takes(Argument.REASON) String reason)
      throws Exception {
    Pid pid = ProcessArgument.pid(process);
    run(session, () -> Processes.exit(pid, ExitReason.of(reason)));
  }

  private void run(CommandSession session, Runnable body) throws Exception {
    Callable<Boolean> callable =
        () -> {
          body.run();
          return true;
        };
    boolean _ = sessions.runAs(session, callable);
  }
}
