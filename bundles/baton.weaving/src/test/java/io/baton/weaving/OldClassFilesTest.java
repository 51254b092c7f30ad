package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Safepoints of class files that cannot have {@code invokedynamic}. */
class OldClassFilesTest {
  private static final String SOURCE =
      """
      import java.util.*;
      public class Old {
        static volatile boolean began;
        static int x;
        enum Color { RED, GREEN { int weight() { return 7; } }; int weight() { return 1; } }
        static class Inner { private int secret = 3; private int get() { return secret; } }
        interface Named { String NAME = new String("named"); String name(); }
        static void forever() { began = true; while (true) { x++; } }
        static void once() { x++; }
        static void twice() { for (int i = 0; i < 2; i++) { x++; } }
        static StackTraceElement frame() { return new Throwable().getStackTrace()[0]; }
        static String run() throws Exception {
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < 10; i++) {
            switch (i) { case 2: text.append("two"); break; case 7: text.append("seven"); continue; default: text.append(i); }
            switch (i * 1000) { case 1000: text.append('k'); case 5000: text.append('K'); }
            try { if (i % 3 == 0) throw new IllegalStateException(); text.append('+'); }
            catch (IllegalStateException e) { text.append('-'); }
            finally { text.append('.'); if (i == 8) break; }
            synchronized (text) { text.append(new Inner().get()); }
          }
          for (Color color : Color.values()) text.append(color.weight());
          List<String> list = new ArrayList<String>(Arrays.asList("b", "a"));
          Collections.sort(list, new Comparator<String>() { public int compare(String a, String b) { return a.compareTo(b); } });
          text.append(list).append(new Named() { public String name() { return NAME; } }.name());
          int[][] table = new int[3][4];
          long sum = 0;
          do { for (int[] row : table) for (int cell : row) sum += cell + 1; } while (sum < 50);
          return text.append(sum).toString();
        }
      }
      """;

  /** A check that records its calls. */
  private record Noted(List<String> seen) implements Safepoints.Check {
    @Override
    public void entering(long version) {
      seen.add("enter");
    }

    @Override
    public void looping(long version) {
      seen.add("loop");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {49, 50, 51, 52})
  void runsTheSameWovenAsUnwoven(int version) throws ReflectiveOperationException {
    Map<String, byte[]> classes = OldClassFile.of("Old", SOURCE, version);

    Object found = Loaded.woven(classes).call("Old", "run");

    assertThat(found).isEqualTo(Loaded.unwoven(classes).call("Old", "run"));
  }

  @ParameterizedTest
  @ValueSource(ints = {45, 46, 47, 48, 49, 50, 51})
  void meetsTheChecksOfItsVersionAtEntriesAndLoops(int version)
      throws ReflectiveOperationException {
    Map<String, byte[]> classes = OldClassFile.of("Old", SOURCE, version);
    Loaded armed = Loaded.woven(classes);
    Loaded other = Loaded.woven(classes);
    var noted = new Noted(new ArrayList<>());

    armed.gate().arm(noted);
    armed.call("Old", "twice");
    other.call("Old", "twice");
    armed.gate().disarm(noted);
    armed.call("Old", "twice");

    assertThat(noted.seen()).containsExactly("enter", "loop", "loop");
  }

  @ParameterizedTest
  @ValueSource(ints = {45, 48, 50})
  void loopWithoutACallIsEnded(int version) throws Exception {
    Loaded loaded = Loaded.woven(OldClassFile.of("Old", SOURCE, version));

    assertThat(Endless.endedBy(loaded, "Old", "forever")).isTrue();
  }

  @Test
  void versionThatIsArmedBeforeItsFirstOldClassIsWovenRunsTheCheck()
      throws ReflectiveOperationException {
    Loaded loaded = Loaded.weavingLater(OldClassFile.of("Old", SOURCE, 49));
    var noted = new Noted(new ArrayList<>());

    loaded.gate().arm(noted);
    loaded.call("Old", "once");

    assertThat(noted.seen()).containsExactly("enter");
  }

  @Test
  void stackTraceTellsTheVersion() throws ReflectiveOperationException {
    Loaded loaded = Loaded.woven(OldClassFile.of("Old", SOURCE, 49));

    var frame = (StackTraceElement) loaded.call("Old", "frame");

    assertThat(VersionMarks.numberIn(frame)).isEqualTo(OptionalLong.of(loaded.gate().number()));
  }

  /** {@code finally} as it was compiled before Java 6. */
  private static Map<String, byte[]> withSubroutine(int version, boolean isEndless) {
    byte[] bytes =
        ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
            .build(
                ClassDesc.of("Sub"),
                builder ->
                    builder
                        .withVersion(version, 0)
                        .withField("began", ConstantDescs.CD_boolean, ClassFile.ACC_STATIC)
                        .withMethodBody(
                            "run",
                            MethodTypeDesc.of(ConstantDescs.CD_int),
                            ClassFile.ACC_STATIC,
                            code -> {
                              Label subroutine = code.newLabel();
                              Label again = code.newLabel();
                              code.iconst_0().istore(0);
                              code.with(DiscontinuedInstruction.JsrInstruction.of(subroutine));
                              code.with(DiscontinuedInstruction.JsrInstruction.of(subroutine));
                              code.iload(0).ireturn();
                              code.labelBinding(subroutine).astore(1);
                              code.labelBinding(again).iinc(0, 5);
                              code.iconst_1()
                                  .putstatic(
                                      ClassDesc.of("Sub"), "began", ConstantDescs.CD_boolean);
                              code.iload(0).bipush(20);
                              if (isEndless) {
                                code.pop2().goto_(again);
                              } else {
                                code.if_icmplt(again);
                                code.with(DiscontinuedInstruction.RetInstruction.of(1));
                              }
                            }));
    return Map.of("Sub", bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {45, 48, 49, 50})
  void subroutinesRunTheSameWovenAsUnwoven(int version) throws ReflectiveOperationException {
    Map<String, byte[]> classes = withSubroutine(version, false);

    Object found = Loaded.woven(classes).call("Sub", "run");

    assertThat(found).isEqualTo(Loaded.unwoven(classes).call("Sub", "run")).isEqualTo(25);
  }

  @Test
  void loopInASubroutineIsEnded() throws Exception {
    Loaded loaded = Loaded.woven(withSubroutine(48, true));

    assertThat(Endless.endedBy(loaded, "Sub", "run")).isTrue();
  }

  /** The JVM then infers the types again (JVMS 4.10), for class files of Java 6 only. */
  @Test
  void framesOfJava6ThatDoNotHoldAreForgivenWovenAsUnwoven() throws ReflectiveOperationException {
    Map<String, byte[]> classes = Map.of("Old", withoutFrames());

    Object found = Loaded.woven(classes).call("Old", "loops");

    assertThat(found).isEqualTo(Loaded.unwoven(classes).call("Old", "loops")).isEqualTo(45);
  }

  private static byte[] withoutFrames() {
    Map<String, byte[]> classes =
        OldClassFile.of(
            "Old",
            "class Old { static int loops() { int s = 0; for (int i = 0; i < 10; i++) s += i;"
                + " return s; } }",
            50);
    ClassFile dropping = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);
    return dropping.transformClass(
        dropping.parse(classes.get("Old")),
        ClassTransform.transformingMethodBodies(
            CodeTransform.endHandler(code -> code.with(StackMapTableAttribute.of(List.of())))));
  }

  @ParameterizedTest
  @ValueSource(ints = {2700, 5458})
  void methodNearTheLimitStillRuns(int statements) throws ReflectiveOperationException {
    String body =
        IntStream.range(0, statements)
            .mapToObj(_ -> "x = x * 31 + 70000;")
            .collect(Collectors.joining("\n"));
    Map<String, byte[]> large =
        OldClassFile.of(
            "Large",
            "public class Large { static int x; static int run() { for (int i = 0; i < 2; i++) {"
                + body
                + "} return x; } }",
            49);

    Object found = Loaded.woven(large).call("Large", "run");

    assertThat(found).isEqualTo(Loaded.unwoven(large).call("Large", "run"));
  }
}
