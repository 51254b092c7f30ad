package io.baton.launcher.attach;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client asks for.
 *
 * @param action what to do
 * @param text the commands of {@link Action#COMMANDS}, the content of the script of {@link
 *     Action#SCRIPT}
 * @param arguments the script's name, and its arguments
 * @param screen the client's terminal
 */
public record Request(Action action, String text, List<String> arguments, Screen screen) {
  /** What can be asked for. */
  public enum Action {
    /** An interactive shell on the client's terminal. */
    SHELL,
    /** Runs commands and ends. */
    COMMANDS,
    /** Runs a script and ends. */
    SCRIPT,
    /** Runs the commands that come on the client's standard input. */
    INPUT,
    /** Says that it is there, and ends. */
    STATUS,
    /** Ends the node. */
    STOP;

    /** Returns whether it may last. */
    boolean isSession() {
      return this != STATUS && this != STOP;
    }
  }

  /**
   * A terminal.
   *
   * @param type what {@code TERM} says
   * @param charset the name of its character set
   * @param columns its width
   * @param rows its height
   */
  public record Screen(String type, String charset, int columns, int rows) {
    /** What a client has that is on no terminal. */
    public static final Screen NONE = new Screen("dumb", "UTF-8", 80, 24);

    private static final String TYPE = "[A-Za-z0-9][A-Za-z0-9._+-]{0,63}";
    private static final int LARGEST = 10_000;

    /** This, or what is possible in its place. */
    public Screen possible() {
      return new Screen(
          type.matches(TYPE) ? type : NONE.type,
          isCharset(charset) ? charset : NONE.charset,
          columns > 0 && columns <= LARGEST ? columns : NONE.columns,
          rows > 0 && rows <= LARGEST ? rows : NONE.rows);
    }

    private static boolean isCharset(String name) {
      try {
        return Charset.isSupported(name);
      } catch (IllegalArgumentException _) {
        return false;
      }
    }
  }

  /** A request without a text and a terminal. */
  public static Request of(Action action) {
    return new Request(action, "", List.of(), Screen.NONE);
  }

  Frame frame() {
    List<byte[]> parts = new ArrayList<>();
    for (String part :
        List.of(
            action.name(),
            text,
            screen.type,
            screen.charset,
            String.valueOf(screen.columns),
            String.valueOf(screen.rows))) {
      parts.add(part.getBytes(StandardCharsets.UTF_8));
    }
    arguments.forEach(argument -> parts.add(argument.getBytes(StandardCharsets.UTF_8)));
    int size = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size);
    parts.forEach(part -> bytes.putInt(part.length).put(part));
    return new Frame(Frame.Kind.REQUEST, bytes.array());
  }

  /**
   * Reads what {@link #frame} has made.
   *
   * @throws IOException if it is something else
   */
  static Request of(Frame frame) throws IOException {
    List<String> parts = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(frame.payload());
    while (bytes.remaining() >= Integer.BYTES) {
      int length = bytes.getInt();
      if (length < 0 || length > bytes.remaining()) {
        throw new IOException("a request ends too early");
      }
      byte[] part = new byte[length];
      bytes.get(part);
      parts.add(new String(part, StandardCharsets.UTF_8));
    }
    try {
      return new Request(
          Action.valueOf(parts.get(0)),
          parts.get(1),
          List.copyOf(parts.subList(6, parts.size())),
          new Screen(
                  parts.get(2),
                  parts.get(3),
                  Integer.parseInt(parts.get(4)),
                  Integer.parseInt(parts.get(5)))
              .possible());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("a request cannot be read: " + e.getMessage(), e);
    }
  }
}
