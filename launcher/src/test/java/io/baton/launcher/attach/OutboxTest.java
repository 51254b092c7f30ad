package io.baton.launcher.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.launcher.attach.Frame.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Frames that wait for a client, and threads that wait for it to read. */
class OutboxTest {
  private final AtomicInteger givenUp = new AtomicInteger();
  private final Outbox outbox = new Outbox(Duration.ofSeconds(30), givenUp::incrementAndGet);
  private final OutputStream out = outbox.stream(Kind.OUT);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void bytesBecomeAFrameAtAFlush() throws Exception {
    out.write(bytes("one "));
    out.write('t');
    out.flush();
    out.flush();
    outbox.add(Frame.of(Kind.EXIT, "0"));

    assertThat(Objects.requireNonNull(outbox.take()).text()).isEqualTo("one t");
    assertThat(Objects.requireNonNull(outbox.take()).kind()).isEqualTo(Kind.EXIT);
  }

  @Test
  void aClientThatReadsNothingIsGivenUp() {
    Outbox impatient = new Outbox(Duration.ofMillis(1), givenUp::incrementAndGet);

    assertThatThrownBy(() -> impatient.stream(Kind.OUT).write(new byte[1_000_000]))
        .isInstanceOf(IOException.class)
        .hasMessage("the client has gone");
    assertThat(givenUp).hasValue(1);
    assertThat(impatient.take()).isNull();
  }

  @Test
  void anInterruptEndsTheWaitOfAThreadOfTheSession() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> out.write(new byte[1_000_000]))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(givenUp).hasValue(0);
  }

  @Test
  void whatWaitsForRoomGoesOnWhenTheClientReads() throws Exception {
    var done = new CountDownLatch(1);
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              try {
                out.write(new byte[1_000_000]);
                out.flush();
                outbox.add(Frame.of(Kind.EXIT, "0"));
                done.countDown();
              } catch (IOException _) {
                // the count says it
              }
            });
    int read = 0;
    for (Frame frame = take(); frame.kind() != Kind.EXIT; frame = take()) {
      read += frame.payload().length;
    }
    done.await();
    writer.join();

    assertThat(read).isEqualTo(1_000_000);
  }

  private Frame take() {
    return Objects.requireNonNull(outbox.take());
  }
}
