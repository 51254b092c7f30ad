package io.baton.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, none of which is lost if there is no memory for it at first. */
final class Lines {
  private static final int SIZE = 8192;
  private static final long PAUSE_NANOS = 10_000_000;

  private final InputStream in;
  private byte[] bytes = new byte[SIZE];
  private int start;
  private int end;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The next line; null at the end. */
  @Nullable String next() throws IOException {
    int seen = start;
    while (true) {
      for (; seen < end; seen++) {
        if (bytes[seen] == '\n') {
          return line(seen, seen + 1);
        }
      }
      if (end == bytes.length) {
        seen -= start;
        makeRoom();
        seen += start;
      }
      int read = in.read(bytes, end, Math.min(SIZE, bytes.length - end));
      if (read < 0) {
        return start == end ? null : line(end, end);
      }
      end += read;
    }
  }

  private String line(int stop, int next) {
    int length = stop > start && bytes[stop - 1] == '\r' ? stop - start - 1 : stop - start;
    while (true) {
      try {
        String line = new String(bytes, start, length, Charset.defaultCharset());
        start = next;
        return line;
      } catch (OutOfMemoryError _) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void makeRoom() {
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      end -= start;
      start = 0;
      return;
    }
    while (end == bytes.length) {
      try {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
      } catch (OutOfMemoryError _) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
