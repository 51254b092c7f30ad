package io.baton.handover.type;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.Optional;

/** Reads the files of classes. */
public final class ClassFiles {
  private ClassFiles() {}

  /** Returns the class file; empty where it is gone, as in an uninstalled bundle. */
  public static Optional<ClassModel> of(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null) {
      return Optional.empty();
    }
    try (InputStream in = loader.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
      return in == null ? Optional.empty() : Optional.of(ClassFile.of().parse(in.readAllBytes()));
    } catch (IOException | IllegalArgumentException | IllegalStateException _) {
      return Optional.empty();
    }
  }
}
