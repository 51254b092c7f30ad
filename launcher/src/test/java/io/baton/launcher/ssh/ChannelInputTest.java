package io.baton.launcher.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.launcher.attach.Frame.Kind;
import io.baton.launcher.ssh.ChannelInput.Keys;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.server.channel.ChannelSession;
import org.junit.jupiter.api.Test;

class ChannelInputTest {
  private final AtomicLong released = new AtomicLong();
  private final ChannelSession channel = new ChannelSession();

  private ChannelInput input(Keys keys) {
    return new ChannelInput(released::addAndGet, keys);
  }

  private int type(ChannelInput input, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return input.data(channel, bytes, 0, bytes.length);
  }

  @Test
  void whatIsTypedIsKeptAndNotAcknowledgedBeforeItIsAskedFor() throws Exception {
    ChannelInput input = input(Keys.INPUT);

    assertThat(type(input, "one")).isZero();
    assertThat(type(input, "\u0003two")).isZero();
    input.resize(80, 24);
    assertThat(input.next().kind()).isEqualTo(Kind.SIZE);
    assertThat(released).hasValue(0);
    input.ask();

    assertThat(input.next().text()).isEqualTo("one\u0003two");
    assertThat(released).hasValue(7);
  }

  @Test
  void theEndComesAfterWhatWasTyped() throws Exception {
    ChannelInput input = input(Keys.INPUT);
    type(input, "rest");
    input.close();
    input.ask();

    assertThat(input.next().text()).isEqualTo("rest");
    input.ask();
    assertThat(input.next().kind()).isEqualTo(Kind.END_OF_INPUT);
  }

  @Test
  void aSignalOvertakesAndDropsWhatWasTypedBefore() throws Exception {
    ChannelInput input = input(Keys.SIGNAL);

    assertThat(type(input, "abc")).isZero();
    assertThat(type(input, "d\u0003e")).isEqualTo(5);
    assertThat(input.next().text()).isEqualTo("INT");
    assertThat(type(input, "\u001a")).isEqualTo(2);

    assertThat(input.next().text()).isEqualTo("TSTP");
  }

  @Test
  void ofCommandsASignalIsTheEnd() {
    ChannelInput input = input(Keys.END);
    type(input, "\u0003");

    assertThatThrownBy(input::next).isInstanceOf(EOFException.class);
  }

  @Test
  void whenTheChannelHasEndedNothingIsWaitedFor() {
    ChannelInput input = input(Keys.SIGNAL);
    input.gone();

    assertThatThrownBy(input::next).isInstanceOf(EOFException.class);
  }
}
