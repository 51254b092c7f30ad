package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static List<String> lines(String text) throws IOException {
    var lines = new Lines(new ByteArrayInputStream(text.getBytes(Charset.defaultCharset())));
    List<String> all = new ArrayList<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      all.add(line);
    }
    return all;
  }

  @Test
  void endsOfLinesAreNoPartOfThem() throws Exception {
    assertThat(lines("one\ntwo\r\n\nthree")).containsExactly("one", "two", "", "three");
    assertThat(lines("")).isEmpty();
    assertThat(lines("\n")).containsExactly("");
  }

  @Test
  void lineMayBeLongerThanTheBuffer() throws Exception {
    String longest = "x".repeat(20_000);

    assertThat(lines("a\n" + longest + "\nb\n" + longest))
        .containsExactly("a", longest, "b", longest);
  }
}
