package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.VersionMarks;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.SourceDebugExtensionAttribute;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks that show the version of every frame, whatever kind of class it is of. */
class SourceMarkTest {
  private static final String KINDS =
      """
      import java.util.function.*;
      public class Kinds {
        static RuntimeException here() { return new RuntimeException(); }
        interface Shape { static RuntimeException make() { return here(); } default RuntimeException own() { return here(); } }
        static class Square implements Shape { RuntimeException made; Square() { made = here(); } }
        record Point(int x) { RuntimeException own() { return here(); } }
        enum Color { RED { @Override RuntimeException own() { return here(); } }; abstract RuntimeException own(); }
        class Inner { RuntimeException own() { return here(); } }
        static void plain() { throw here(); }
        static void interfaces() { throw Shape.make(); }
        static void defaults() { throw new Square().own(); }
        static void constructors() { throw new Square().made; }
        static void records() { throw new Point(1).own(); }
        static void enums() { throw Color.RED.own(); }
        static void lambdas() { Supplier<RuntimeException> made = () -> here(); throw made.get(); }
        static void references() { Supplier<RuntimeException> made = Kinds::here; throw made.get(); }
        static void anonymous() { throw new Supplier<RuntimeException>() { public RuntimeException get() { return here(); } }.get(); }
        static void inner() { throw new Kinds().new Inner().own(); }
        static void local() { class Local { RuntimeException own() { return here(); } } throw new Local().own(); }
      }
      """;

  private static final Map<String, byte[]> CLASSES = Compiled.of("Kinds", KINDS);

  private static List<StackTraceElement> trace(Loaded version, String method) throws Exception {
    try {
      version.call("Kinds", method);
      throw new AssertionError("it throws nothing");
    } catch (InvocationTargetException e) {
      return Arrays.stream(e.getCause().getStackTrace())
          .filter(frame -> frame.getClassName().startsWith("Kinds"))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "interfaces",
        "defaults",
        "constructors",
        "records",
        "enums",
        "lambdas",
        "references",
        "anonymous",
        "inner",
        "local"
      })
  void everyFrameShowsTheVersion(String method) throws Exception {
    Loaded version = Loaded.woven(CLASSES);
    long number = version.gate().number();

    List<StackTraceElement> trace = trace(version, method);

    assertThat(trace)
        .isNotEmpty()
        .allSatisfy(frame -> {
          assertThat(frame.getFileName()).isEqualTo("Kinds.java@1.0.0#" + number);
          assertThat(VersionMarks.numberIn(frame)).isEqualTo(OptionalLong.of(number));
        });
  }

  @Test
  void lineNumbersStay() throws Exception {
    List<StackTraceElement> unwoven = trace(Loaded.unwoven(CLASSES), "records");

    List<StackTraceElement> woven = trace(Loaded.woven(CLASSES), "records");

    assertThat(woven)
        .extracting(StackTraceElement::getLineNumber)
        .isEqualTo(unwoven.stream().map(StackTraceElement::getLineNumber).toList());
  }

  @Test
  void classWithoutASourceFileGetsOne() throws Exception {
    Loaded version = Loaded.woven(Compiled.of("Kinds", KINDS, "-g:none"));

    List<StackTraceElement> trace = trace(version, "lambdas");

    assertThat(trace)
        .isNotEmpty()
        .allSatisfy(frame ->
            assertThat(frame.getFileName()).isEqualTo("Unknown@1.0.0#" + version.gate().number()));
  }

  @Test
  void twoVersionsShowTwoNumbers() throws Exception {
    StackTraceElement first = trace(Loaded.woven(CLASSES), "plain").getFirst();

    StackTraceElement second = trace(Loaded.woven(CLASSES), "plain").getFirst();

    assertThat(VersionMarks.numberIn(second)).isNotEqualTo(VersionMarks.numberIn(first));
  }

  private static String sourceMap(Map<String, byte[]> classes, String type) {
    byte[] woven =
        new ClassWeaving(SourceMarkTest.class.getClassLoader()).weave(classes.get(type), "1.0.0#7");
    return ClassFile.of()
        .parse(woven)
        .findAttribute(Attributes.sourceDebugExtension())
        .map(map -> new String(map.contents(), StandardCharsets.UTF_8))
        .orElseThrow();
  }

  @Test
  void debuggerSeesTheSourceFileWithoutTheMark() {
    String map = sourceMap(CLASSES, "Kinds$Square");

    assertThat(map)
        .isEqualTo(
            """
            SMAP
            Kinds.java@1.0.0#7
            Baton
            *S Baton
            *F
            + 1 Kinds.java
            Kinds.java
            *L
            5#1,1:5
            *E
            """);
  }

  @Test
  void debuggerSeesTheUsualSourceFileOfAClassThatNamesNone() {
    String map = sourceMap(Compiled.of("Kinds", KINDS, "-g:none"), "Kinds$Square");

    assertThat(map).contains("+ 1 Kinds.java\n");
  }

  @Test
  void sourceMapOfAnotherLanguageStays() {
    String other = "SMAP\nKinds.java\nOther\n*S Other\n*F\n1 Kinds.other\n*L\n9#1,2:3\n*E\n";
    ClassFile files = ClassFile.of();
    byte[] mapped =
        files.transformClass(
            files.parse(CLASSES.get("Kinds")),
            ClassTransform.endHandler(builder ->
                builder.with(
                    SourceDebugExtensionAttribute.of(other.getBytes(StandardCharsets.UTF_8)))));

    assertThat(sourceMap(Map.of("Kinds", mapped), "Kinds")).isEqualTo(other);
  }
}
