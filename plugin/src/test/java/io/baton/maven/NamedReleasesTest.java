package io.baton.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The versions that compiled tests name. */
class NamedReleasesTest {
  @TempDir Path folder;

  /** Writes a class file of JDK 25 whose methods have an annotation each. */
  private void testClass(String name, String annotation, String... versions) throws Exception {
    ClassWriter type = new ClassWriter(0);
    type.visit(Opcodes.V25, Opcodes.ACC_ABSTRACT, name, null, "java/lang/Object", null);
    MethodVisitor method = type.visitMethod(Opcodes.ACC_ABSTRACT, "test", "()V", null, null);
    AnnotationVisitor values = method.visitAnnotation(annotation, true).visitArray("value");
    for (String version : versions) {
      values.visit(null, version);
    }
    values.visitEnd();
    Path file = folder.resolve(name + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, type.toByteArray());
  }

  @Test
  void versionsOfAllTestsAreFoundOnceAndSorted() throws Exception {
    testClass("a/OneIT", "Lio/baton/testing/UpgradeFrom;", "1.1.0", "1.0.0");
    testClass("a/b/TwoIT", "Lio/baton/testing/UpgradeFrom;", "1.0.0");
    testClass("a/OtherIT", "Lcom/acme/UpgradeFrom;", "9.0.0");

    assertThat(NamedReleases.in(folder)).containsExactly("1.0.0", "1.1.0");
  }

  @Test
  void thereAreNoneWithoutTests() {
    assertThat(NamedReleases.in(folder.resolve("missing"))).isEmpty();
  }

  @Test
  void classFileThatCannotBeReadIsNamed() throws Exception {
    Files.write(folder.resolve("X.class"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamedReleases.in(folder))
        .withMessageContaining("X.class");
  }
}
