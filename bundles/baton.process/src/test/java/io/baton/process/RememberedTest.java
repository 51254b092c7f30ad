package io.baton.process;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.send;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.OldState;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.fixtures.VersionLoader;
import io.baton.spi.Handover;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes while their bundle is stopped. */
class RememberedTest {
  private static final Duration LONG = Duration.ofHours(1);

  private Remembered remembered = begin();
  private final CompletableFuture<String> received = new CompletableFuture<>();
  private final Pid pid = Processes.spawn(once(() -> received.complete(receive(String.class))));

  private static Remembered begin() {
    return Remembered.begin(new NothingConverts(), (_, _) -> () -> {});
  }

  @AfterEach
  void end() {
    remembered.end();
  }

  @Test
  void processesGoOnInAPauseAndAfterIt() throws Exception {
    Remembered first = remembered;
    first.pause(LONG);

    assertThat(isAlive(pid)).isTrue();
    remembered = begin();

    assertThat(remembered.runtime).isSameAs(first.runtime);
    send(pid, "hello");
    assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
  }

  @Test
  void whatIsConvertedAfterAPauseIsConvertedByTheNextHandover() throws Exception {
    Pid reader = Processes.spawn(once(() -> received.complete(receive(Text.class).body())));
    remembered.pause(LONG);
    remembered = Remembered.begin(new Texts(), (_, _) -> () -> {});

    send(reader, new VersionLoader(RememberedTest.class).make(Text.class, "hello"));

    assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("converted");
  }

  @Test
  void processesEndIfThePauseTakesTooLong() {
    Remembered first = remembered;

    first.pause(Duration.ZERO);

    until(() -> first.runtime.running().isEmpty());
    remembered = begin();
    assertThat(remembered.runtime).isNotSameAs(first.runtime);
    assertThat(isAlive(pid)).isFalse();
  }

  private record Text(String body) {}

  /** Makes the same of everything. */
  private static final class Texts implements Handover {
    @Override
    public Optional<Object> match(Object value, Class<?> type) {
      return Optional.of(new Text("converted"));
    }

    @Override
    public Object convert(Object value, Into into) {
      throw new AssertionError("a receive matches");
    }

    @Override
    public <S> OldState<S> old(Object value, Into into) {
      throw new AssertionError("no state changes");
    }
  }
}
