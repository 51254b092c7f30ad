package io.baton.otp;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.Servers;
import io.baton.api.server.Sys;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * An inspected server makes the text of values of modules, and a failure of that affects nothing
 * else.
 */
class HostileTextTest {
  private record Bad(Supplier<String> text) {
    @Override
    public String toString() {
      return text.get();
    }
  }

  private record Ask(Bad reply) implements Call<Bad> {}

  private record Answering() implements Server<String, String, Ask> {
    @Override
    public Init<String> init(String argument) {
      return Init.ok(argument);
    }

    @Override
    public Handled<String> handleCall(Ask ask, From from, String state) {
      return ask.reply(ask.reply(), state);
    }
  }

  @SuppressWarnings("InfiniteRecursion") // as it happens by mistake
  private static String overflowing() {
    return overflowing() + "x";
  }

  private static String failing(RuntimeException e) {
    throw e;
  }

  private static String failing(Error e) {
    throw e;
  }

  private final Node node = new Node();

  private Pid started() {
    node.load("answering", new Answering());
    return Node.start("answering", "state");
  }

  private List<String> logged(Supplier<String> text) {
    Pid server = started();
    Sys.of(server).log(2);
    Sys.of(server).trace(true);

    Bad _ = Servers.of(server).call(new Ask(new Bad(text)));
    List<String> log = Sys.of(server).log();

    assertThat(Processes.isAlive(server)).isTrue();
    Sys.of(server).terminate(io.baton.api.process.ExitReason.NORMAL);
    return log;
  }

  @Test
  void aTextThatThrowsEndsNoServer() {
    assertThat(logged(() -> failing(new IllegalStateException())).getLast())
        .contains("sent " + Bad.class.getName())
        .contains("IllegalStateException");
    assertThat(logged(() -> failing(new AssertionError())).getLast()).contains("AssertionError");
    assertThat(logged(HostileTextTest::overflowing).getLast()).contains("StackOverflowError");
  }

  @Test
  void aTextThatIsNeverMadeBlocksNoServer() {
    var never = new CountDownLatch(1);

    List<String> log =
        logged(() -> {
          try {
            never.await();
          } catch (InterruptedException _) {
            return "interrupted";
          }
          return "";
        });

    assertThat(log.getLast()).contains("whose text has not been made within PT1S");
  }

  @Test
  void aVeryLongTextIsCut() {
    assertThat(logged("x".repeat(1_000_000)::toString).getLast()).hasSizeLessThan(20_000);
  }
}
