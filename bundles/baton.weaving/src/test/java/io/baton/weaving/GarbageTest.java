package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that are not a class file. */
class GarbageTest {
  private static final Map<String, byte[]> CLASSES =
      Compiled.of("Small", "class Small { int twice(int x) { return 2 * x; } }");

  private final ClassWeaving weaving = new ClassWeaving(Loaded.unwoven(CLASSES));

  private void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> weaving.weave(bytes, "1.0.0#7"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingIsRefused() {
    assertRefused(new byte[0]);
  }

  @Test
  void textIsRefused() {
    assertRefused("this is not a class file".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyClassThatIsCutOffIsRefused() {
    byte[] whole = CLASSES.get("Small");

    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void randomBytesAreRefused() {
    var random = new Random(42);
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);

      assertRefused(bytes);
    }
  }
}
