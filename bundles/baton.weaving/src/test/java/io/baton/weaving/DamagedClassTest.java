package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged classes: one that the JVM refuses is refused when woven, too, since weaving repairs
 * nothing.
 */
class DamagedClassTest {
  private static final Map<String, byte[]> CLASSES =
      Compiled.of(
          "Small",
          """
          class Small {
            int field;
            static int run() {
              int sum = 0;
              for (int i = 0; i < 3; i++) { try { sum += i * new int[] {1, 2}[i]; } catch (RuntimeException e) { sum--; } }
              return sum;
            }
            synchronized String text(Object o) { synchronized (o) { return o + "" + field; } }
          }
          """,
          "-g");

  private static final byte[] SMALL = CLASSES.get("Small");

  private static Map<String, byte[]> small(byte[] bytes) {
    return Map.of("Small", bytes);
  }

  /** Returns the message of loading and linking a class; empty if it links. */
  private static String refusal(Map<String, byte[]> classes, boolean isWoven) {
    try {
      Loaded loaded = isWoven ? Loaded.woven(classes) : Loaded.unwoven(classes);
      var _ = Class.forName("Small", false, loaded).getDeclaredMethods();
      return "";
    } catch (RuntimeException | ReflectiveOperationException | LinkageError e) {
      return e.toString();
    }
  }

  private static void assertRefusedWovenAndUnwoven(byte[] bytes) {
    assertThat(refusal(small(bytes), false)).as("the JVM").isNotEmpty();
    assertThat(refusal(small(bytes), true)).as("woven").isNotEmpty();
  }

  /** Changes bytes of the code attribute of {@code run}. */
  private static byte[] withCode(UnaryOperator<byte[]> change) {
    byte[] bytes = SMALL.clone();
    CodeAttribute code =
        ClassFile.of().parse(bytes).methods().stream()
            .filter(method -> method.methodName().equalsString("run"))
            .findFirst()
            .orElseThrow()
            .findAttribute(Attributes.code())
            .orElseThrow();
    byte[] instructions = code.codeArray();
    int at = indexOf(bytes, instructions) - 8;
    byte[] changed = change.apply(Arrays.copyOfRange(bytes, at, at + 8));
    System.arraycopy(changed, 0, bytes, at, 8);
    return bytes;
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int at = 0; ; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
  }

  @Test
  void bytesAfterTheEndAreRefused() {
    assertRefusedWovenAndUnwoven(Arrays.copyOf(SMALL, SMALL.length + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void limitsOfStackAndVariablesThatAreTooSmallAreRefused(int at) {
    assertRefusedWovenAndUnwoven(
        withCode(head -> {
          head[at] = 0;
          return at % 2 == 0 ? new byte[] {0, 0, 0, 0, 0, 0, head[6], head[7]} : head;
        }));
  }

  @Test
  void methodWhoseCodeIsEmptyIsRefusedAndDoesNotHang() {
    assertRefusedWovenAndUnwoven(
        withCode(head -> new byte[] {head[0], head[1], head[2], head[3], 0, 0, 0, 0}));
  }

  @Test
  void classWithoutASuperClassIsRefused() {
    byte[] bytes = SMALL.clone();
    int thisClass = ClassFile.of().parse(bytes).thisClass().index();
    int superClass = ClassFile.of().parse(bytes).superclass().orElseThrow().index();
    byte[] names = {0, (byte) thisClass, 0, (byte) superClass, 0, 0};
    bytes[indexOf(bytes, names) + 3] = 0;

    assertRefusedWovenAndUnwoven(bytes);
  }

  @Test
  void whatIsDamagedIsSaid() {
    var weaving = new ClassWeaving(Loaded.unwoven(CLASSES));

    assertThatThrownBy(() -> weaving.weave(Arrays.copyOf(SMALL, SMALL.length + 2), "1#1"))
        .hasMessage("2 bytes follow the end of the class");
  }

  /** For each change of a byte: if the JVM refuses the class, it refuses it woven. */
  @Test
  void whateverTheJvmRefusesIsRefused() {
    var random = new Random(14);
    Map<String, String> mended = new HashMap<>();
    for (int round = 0; round < 3_000; round++) {
      byte[] bytes = SMALL.clone();
      int at = random.nextInt(bytes.length);
      byte was = bytes[at];
      bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (was + 1);
      String unwoven = refusal(small(bytes), false);
      String woven = refusal(small(bytes), true);
      if (unwoven.isEmpty() != woven.isEmpty()) {
        mended.put(
            "byte %d from %d to %d".formatted(at, was, bytes[at]),
            "the JVM: '%s', woven: '%s'".formatted(unwoven, woven));
      }
    }

    assertThat(mended).isEmpty();
  }
}
