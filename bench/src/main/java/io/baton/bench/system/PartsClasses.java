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

  /** The classes, by the names of their files. */
  public static Map<String, byte[]> of(int version) throws IOException {
    byte[] template = BundleJar.bytesOf(Part00.class);
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (int i = 0; i < Parts.CLASSES; i++) {
      String name = PartsModule.name(i);
      classes.put(file(name) + ".class", copy(template, name, version));
    }
    return classes;
  }

  /** Names have the same length, so they can be replaced where they stand. */
  private static byte[] copy(byte[] template, String name, int version) {
    String text = new String(numbered(template, version), StandardCharsets.ISO_8859_1);
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
