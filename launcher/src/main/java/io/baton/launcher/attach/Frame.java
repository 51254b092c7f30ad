package io.baton.launcher.attach;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is sent at once, in either direction.
 *
 * @param kind what it is
 * @param payload its content; not changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares frames
public record Frame(Kind kind, byte[] payload) {
  /** The longest content of all frames but a request. */
  static final int LONGEST = 64 * 1024;

  /** Kinds of frames. */
  public enum Kind {
    /** From the client, first: what it asks for. */
    REQUEST('Q'),
    /** From the client: bytes of its standard input, as an answer to {@link #READ}. */
    INPUT('I'),
    /** From the client: its standard input has ended; an answer to {@link #READ}. */
    END_OF_INPUT('D'),
    /** From the client: columns and rows of its terminal. */
    SIZE('Z'),
    /** From the client: the name of a signal that was typed. */
    SIGNAL('G'),
    /** From the node: the request is served; text for a person. */
    WELCOME('W'),
    /** From the node: the request is not served; why. */
    REFUSED('N'),
    /** From the node: bytes for standard output. */
    OUT('O'),
    /** From the node: bytes for standard error. */
    ERR('E'),
    /** From the node: the next bytes of standard input are wanted. */
    READ('R'),
    /** From the node, last: the exit status. */
    EXIT('X');

    private final char code;

    Kind(char code) {
      this.code = code;
    }

    /** Returns what is sent for this kind. */
    byte code() {
      return (byte) code;
    }

    /** Returns the kind for which {@code code} is sent. */
    static Optional<Kind> of(byte code) {
      return Stream.of(values()).filter(kind -> kind.code() == code).findAny();
    }
  }

  /** Returns a frame without content. */
  public static Frame of(Kind kind) {
    return new Frame(kind, new byte[0]);
  }

  /** Returns a frame that has a text. */
  public static Frame of(Kind kind, String text) {
    return new Frame(kind, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the frame that says the size of the terminal. */
  public static Frame ofSize(int columns, int rows) {
    return new Frame(
        Kind.SIZE, ByteBuffer.allocate(2 * Integer.BYTES).putInt(columns).putInt(rows).array());
  }

  /** Returns the content as text. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }
}
