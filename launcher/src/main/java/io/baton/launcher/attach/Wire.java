package io.baton.launcher.attach;

import io.baton.launcher.attach.Frame.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Frames on a socket. Each side first sends {@link #GREETING}, which has the version of the
 * protocol. One thread reads and one writes, and neither is ever interrupted: an interrupt would
 * close the channel.
 */
final class Wire implements FrameLink {
  /** Changes whenever frames change. */
  static final String GREETING = "baton/01";

  private static final int PREFIX = "baton/".length();
  private static final int HEADER = 1 + Integer.BYTES;
  private static final int LONGEST_REQUEST = 16 * 1024 * 1024;

  private final SocketChannel channel;

  Wire(SocketChannel channel) {
    this.channel = channel;
  }

  static Wire connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return new Wire(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  void greet() throws IOException {
    send(GREETING);
  }

  /** Sends text as it is, for a peer that does not know frames. */
  void send(String text) throws IOException {
    write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /**
   * Returns the greeting of the other side, which may be that of another version.
   *
   * @throws NotBatonException if the other side says something else
   */
  String greeting() throws IOException {
    byte[] bytes = read(GREETING.length());
    String text = new String(bytes, StandardCharsets.US_ASCII);
    if (!text.startsWith(GREETING.substring(0, PREFIX))) {
      throw new NotBatonException();
    }
    return text;
  }

  @Override
  public void send(Frame frame) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + frame.payload().length);
    bytes.put(frame.kind().code()).putInt(frame.payload().length).put(frame.payload());
    write(bytes.flip());
  }

  @Override
  public Frame receive() throws IOException {
    ByteBuffer header = ByteBuffer.wrap(read(HEADER));
    byte code = header.get();
    int length = header.getInt();
    Optional<Kind> kind = Kind.of(code);
    if (kind.isEmpty()) {
      throw new IOException("there is no frame of kind " + code);
    }
    int longest = kind.get() == Kind.REQUEST ? LONGEST_REQUEST : Frame.LONGEST;
    if (length < 0 || length > longest) {
      throw new IOException("a frame %s has no %d bytes".formatted(kind.get(), length));
    }
    return new Frame(kind.get(), read(length));
  }

  /**
   * Waits until the other side has closed, having been told all: what is not read yet when a socket
   * is closed takes what was written with it.
   */
  void finish() throws IOException {
    channel.shutdownOutput();
    ByteBuffer rest = ByteBuffer.allocate(Frame.LONGEST);
    while (channel.read(rest.clear()) >= 0) {
      // it is not for anybody
    }
  }

  private byte[] read(int length) throws IOException {
    // grows with what comes: a length alone takes no memory
    byte[] bytes = new byte[Math.min(length, Frame.LONGEST)];
    int read = 0;
    while (read < length) {
      if (read == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(length, 2 * bytes.length));
      }
      int n = channel.read(ByteBuffer.wrap(bytes, read, bytes.length - read));
      if (n < 0) {
        throw new EOFException("the connection has ended");
      }
      read += n;
    }
    return bytes;
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // it is closed
    }
  }

  /** The other side does not speak the protocol at all. */
  static final class NotBatonException extends IOException {
    private static final long serialVersionUID = 1L;

    private NotBatonException() {
      super("the other side is no Baton");
    }
  }
}
