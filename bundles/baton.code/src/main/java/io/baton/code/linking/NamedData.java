package io.baton.code.linking;

import io.baton.spi.DataClasses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data classes that the code of a version names as {@code X.class}: it receives messages so. No
 * code of the version runs. Used once, by one thread.
 */
public final class NamedData {
  private final ClassLoader loader;
  private final Deque<Class<?>> unread = new ArrayDeque<>();
  private final Set<Class<?>> seen = new LinkedHashSet<>();
  private final Set<Class<?>> found = new LinkedHashSet<>();

  /**
   * Begins with a class; what it refers to is searched as well.
   *
   * @param type of a version
   */
  public NamedData(Class<?> type) {
    loader = type.getClassLoader();
    see(type);
  }

  /** Returns records, enums, data classes and sealed types of the version. */
  public Collection<Class<?>> find() {
    while (!unread.isEmpty()) {
      read(unread.remove());
    }
    return found;
  }

  private void see(Class<?> type) {
    if (type.getClassLoader() == loader && seen.add(type)) {
      unread.add(type);
    }
  }

  private void read(Class<?> type) {
    try (InputStream in = loader.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
      if (in != null) {
        ClassModel model = ClassFile.of().parse(in.readAllBytes());
        for (PoolEntry entry : model.constantPool()) {
          if (entry instanceof ClassEntry named) {
            refer(named);
          }
        }
        model.methods().forEach(method -> method.code().ifPresent(code -> constants(code, type)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a class names itself does not count: each enum does. */
  private void constants(CodeModel code, Class<?> of) {
    code.forEach(element -> {
      if (element instanceof LoadConstantInstruction constant
          && constant.constantEntry() instanceof ClassEntry named) {
        Class<?> type = refer(named);
        if (type != null && type != of && type.getClassLoader() == loader && isData(type)) {
          found.add(type);
        }
      }
    });
  }

  private static boolean isData(Class<?> type) {
    return DataClasses.haveComponents(type) || type.isEnum() || type.isSealed();
  }

  private @Nullable Class<?> refer(ClassEntry named) {
    String name = named.asInternalName();
    if (name.startsWith("[")) {
      return null;
    }
    try {
      Class<?> type = Class.forName(name.replace('/', '.'), false, loader);
      see(type);
      return type;
    } catch (ClassNotFoundException | LinkageError _) {
      // what is absent is named by the linker, if it matters
      return null;
    }
  }
}
