package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Class files that few compilers write, and very large ones. */
class OddClassFilesTest {
  private static final byte[] ODD =
      Compiled.of(
              "Odd",
              "class Odd { static int run() { int sum = 0; for (int i = 0; i < 300; i++) { int"
                  + " twice = 2 * i; sum += twice; } return sum; } }",
              "-g")
          .get("Odd");

  private static void assertRunsTheSame(byte[] bytes) throws ReflectiveOperationException {
    Map<String, byte[]> classes = Map.of("Odd", bytes);

    Object found = Loaded.woven(classes).call("Odd", "run");

    assertThat(found).isEqualTo(Loaded.unwoven(classes).call("Odd", "run")).isEqualTo(89_700);
  }

  /** The variables of {@code run}: each has five numbers, of two bytes each. */
  private static int variables(byte[] bytes) {
    CodeAttribute code =
        ClassFile.of().parse(bytes).methods().stream()
            .filter(method -> method.methodName().equalsString("run"))
            .findFirst()
            .orElseThrow()
            .findAttribute(Attributes.code())
            .orElseThrow();
    var first = code.findAttribute(Attributes.localVariableTable()).orElseThrow().localVariables();
    var variable = first.getFirst();
    byte[] entry = {
      0,
      (byte) variable.startPc(),
      0,
      (byte) variable.length(),
      (byte) (variable.name().index() >> 8),
      (byte) variable.name().index(),
      (byte) (variable.type().index() >> 8),
      (byte) variable.type().index(),
      0,
      (byte) variable.slot()
    };
    for (int at = 0; ; at++) {
      if (Arrays.equals(bytes, at, at + entry.length, entry, 0, entry.length)) {
        return at;
      }
    }
  }

  @Test
  void variableBeyondThoseThatTheCodeUsesDoesNotMatter() throws ReflectiveOperationException {
    byte[] bytes = ODD.clone();
    int variable = variables(bytes);
    int locals = limits(bytes) + 3;
    bytes[locals] = 60;
    bytes[variable + 9] = 59;

    assertRunsTheSame(bytes);
  }

  private static int limits(byte[] bytes) {
    byte[] code =
        ClassFile.of().parse(bytes).methods().stream()
            .filter(method -> method.methodName().equalsString("run"))
            .findFirst()
            .orElseThrow()
            .findAttribute(Attributes.code())
            .orElseThrow()
            .codeArray();
    for (int at = 0; ; at++) {
      if (Arrays.equals(bytes, at, at + code.length, code, 0, code.length)) {
        return at - 8;
      }
    }
  }

  @Test
  void unusedConstantsMakeRoom() throws ReflectiveOperationException {
    ClassFile file = ClassFile.of();
    byte[] full =
        file.transformClass(
            file.parse(ODD),
            ClassTransform.endHandler(builder -> {
              while (builder.constantPool().size() < 65_530) {
                builder.constantPool().utf8Entry("unused" + builder.constantPool().size());
              }
            }));

    assertRunsTheSame(full);
  }
}
