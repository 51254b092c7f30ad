package io.baton.bench.system;

import io.baton.bench.module.Part00;
import io.baton.bench.module.Parts;
import io.baton.bench.module.PartsModule;
import io.baton.fixtures.BundleJar;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fifty classes of one version: copies of {@link Part00} that know which version they are of. */
public final class PartsClasses {
  private static final int TEMPLATE = 4711;

  private PartsClasses() {}

  /** The classes, by the names of their files; all differ from those of other versions. */
  public static Map<String, byte[]> of(int version) throws IOException {
    return of(version, version);
  }

  /**
   * The classes of a version in which only the first is new.
   *
   * @param others the version that all others are of
   */
  static Map<String, byte[]> of(int version, int others) throws IOException {
    byte[] template = BundleJar.bytesOf(Part00.class);
    byte[] first = numbered(template, version);
    byte[] other = numbered(template, others);
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (int i = 0; i < Parts.CLASSES; i++) {
      String name = PartsModule.name(i);
      classes.put(file(name) + ".class", renamed(i == 0 ? first : other, name));
    }
    return classes;
  }

  /** Names have the same length, so they can be replaced where they stand. */
  private static byte[] renamed(byte[] template, String name) {
    String text = new String(template, StandardCharsets.ISO_8859_1);
    String renamed = text.replace(file(Part00.class.getName()), file(name));
    return renamed.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String file(String className) {
    return className.replace('.', '/');
  }

  private static byte[] numbered(byte[] template, int version) {
    ClassFile classes = ClassFile.of();
    CodeTransform numbers =
        (code, element) -> {
          if (element instanceof ConstantInstruction constant
              && constant.constantValue().equals(TEMPLATE)) {
            code.loadConstant(version);
          } else {
            code.with(element);
          }
        };
    return classes.transformClass(
        classes.parse(template), ClassTransform.transformingMethodBodies(numbers));
  }
}
