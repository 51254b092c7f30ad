package io.baton.launcher.ssh;

import io.baton.launcher.attach.Frame;
import io.baton.launcher.attach.Frame.Kind;
import io.baton.launcher.attach.FrameLink;
import java.io.IOException;
import org.apache.sshd.server.channel.ChannelSession;

/** Frames to and from a client on a channel of ssh. */
final class ChannelLink implements FrameLink {
  private final ChannelSession channel;
  private final ChannelInput input;
  private final ChannelOutput output;

  ChannelLink(ChannelSession channel, ChannelInput input, ChannelOutput output) {
    this.channel = channel;
    this.input = input;
    this.output = output;
  }

  @Override
  public Frame receive() throws IOException {
    return input.next();
  }

  @Override
  public void send(Frame frame) throws IOException {
    if (frame.kind() == Kind.READ) {
      input.ask();
    } else {
      output.show(frame);
    }
  }

  @Override
  public void close() {
    input.gone();
    channel.close(false);
  }
}
