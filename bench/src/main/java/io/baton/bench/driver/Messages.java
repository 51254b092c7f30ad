package io.baton.bench.driver;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.bench.module.Counter;
import java.time.Duration;

/** What messages cost; the same as {@code erlang/messages.erl}. Nanoseconds. */
public final class Messages {
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 3;
  private static final int SENDERS = 8;

  private final Framework framework;
  private final Counter counter;
  private final Lines lines = new Lines();

  private enum Message {
    PING,
    PONG,
    STOP,
    DONE
  }

  Messages(Framework framework) {
    this.framework = framework;
    counter = framework.code().qualified("counter", Counter.class);
  }

  /** So many messages of each kind, some kinds more often. */
  public void messages(int many) throws Exception {
    framework.load("counter", 1);
    lines.warmUp(WARM_UPS, () -> measure(many));
    for (int round = 0; round < ROUNDS; round++) {
      measure(many);
    }
  }

  private void measure(int many) throws Exception {
    Framework.inProcess(() -> {
      lines.per("round trip", many, this::roundTrips);
      lines.per("send", many * 5, this::sends);
      lines.per("senders", many * 5, this::fromSenders);
      lines.per("server call", many, this::calls);
    });
  }

  private void roundTrips(int trips) {
    Pid me = self();
    Pid echo =
        spawn(() -> {
          while (receive(Message.class) != Message.STOP) {
            send(me, Message.PONG);
          }
        });
    for (int i = 0; i < trips; i++) {
      send(echo, Message.PING);
      receive(Message.class);
    }
    send(echo, Message.STOP);
  }

  /** One sends, another receives; the time until the last has been received. */
  private void sends(int messages) {
    Pid reader = reader(messages);
    for (int i = 0; i < messages; i++) {
      send(reader, i);
    }
    receive(Message.class);
  }

  private void fromSenders(int messages) {
    int each = Math.max(1, messages / SENDERS);
    Pid reader = reader(each * SENDERS);
    for (int sender = 0; sender < SENDERS; sender++) {
      spawn(() -> {
        for (int i = 0; i < each; i++) {
          send(reader, i);
        }
      });
    }
    receive(Message.class);
  }

  private static Pid reader(int messages) {
    Pid me = self();
    return spawn(() -> {
      for (int i = 0; i < messages; i++) {
        receive(Integer.class);
      }
      send(me, Message.DONE);
    });
  }

  private void calls(int calls) {
    Pid server = ((Started.Ok) Servers.start("counter", 0)).pid();
    counter.calls(server, calls);
    Servers.of(server).stop(ExitReason.NORMAL, Duration.ofSeconds(5));
  }
}
