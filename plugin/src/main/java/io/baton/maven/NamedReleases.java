package io.baton.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The released versions that tests name with {@code @UpgradeFrom}. */
final class NamedReleases {
  private static final String ANNOTATION = "Lio/baton/testing/UpgradeFrom;";
  private static final int API = Opcodes.ASM9;

  private final Set<String> versions = new TreeSet<>();

  private NamedReleases() {}

  /**
   * Returns all versions that the class files in a folder name, sorted.
   *
   * @param classes may be missing: then there are none
   */
  static Collection<String> in(Path classes) {
    NamedReleases found = new NamedReleases();
    if (Files.isDirectory(classes)) {
      try (Stream<Path> files = Files.walk(classes)) {
        files.filter(file -> file.toString().endsWith(".class")).forEach(found::read);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.copyOf(found.versions);
  }

  private void read(Path file) {
    try {
      new ClassReader(Files.readAllBytes(file))
          .accept(new Methods(), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s; name its versions in the parameter versions"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private final class Methods extends ClassVisitor {
    Methods() {
      super(API);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new Annotations();
    }
  }

  private final class Annotations extends MethodVisitor {
    Annotations() {
      super(API);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return descriptor.equals(ANNOTATION) ? new Values() : null;
    }
  }

  private final class Values extends AnnotationVisitor {
    Values() {
      super(API);
    }

    @Override
    public void visit(String name, Object value) {
      versions.add(value.toString());
    }

    @Override
    public AnnotationVisitor visitArray(String name) {
      return this;
    }
  }
}
