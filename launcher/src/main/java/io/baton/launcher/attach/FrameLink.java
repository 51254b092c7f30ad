package io.baton.launcher.attach;

import java.io.EOFException;
import java.io.IOException;

/** Frames to and from the other side. One thread receives and one sends. */
public interface FrameLink extends AutoCloseable {
  /**
   * Waits for the next frame.
   *
   * @throws EOFException if the other side has gone, or this was closed
   */
  Frame receive() throws IOException;

  /** Sends a frame; waits while the other side does not read. */
  void send(Frame frame) throws IOException;

  /** Ends it, and the waits of both threads. */
  @Override
  void close();
}
