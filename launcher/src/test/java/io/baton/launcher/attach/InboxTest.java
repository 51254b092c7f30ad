package io.baton.launcher.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.launcher.attach.Frame.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Standard input that is asked for. */
class InboxTest {
  private final Outbox outbox = new Outbox(Duration.ofSeconds(30), () -> {});
  private final Inbox inbox = new Inbox(outbox);

  @Test
  void inputIsAskedForOnceItIsRead() throws Exception {
    Thread client =
        Thread.ofPlatform()
            .start(() -> {
              try {
                for (byte i = 1; i <= 2; i++) {
                  assertThat(Objects.requireNonNull(outbox.take()).kind()).isEqualTo(Kind.READ);
                  inbox.add(new byte[] {i, i});
                }
                var _ = outbox.take();
                inbox.end();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThat(inbox.readAllBytes()).containsExactly(1, 1, 2, 2);
    client.join();
  }

  @Test
  void inputThatNobodyAskedForIsRefused() {
    assertThatThrownBy(() -> inbox.add(new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessage("input that was not asked for");
  }
}
