package io.baton.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.SourceFileAttribute;

/** Loads a class and those inside it once more, so that they are the classes of another version. */
final class OtherVersion extends ClassLoader {
  private final String own;
  private final String mark;

  OtherVersion(Class<?> own) {
    this(own, "");
  }

  /** A version whose stack frames show a mark, such as {@code @1.0.0#7}. */
  OtherVersion(Class<?> own, String mark) {
    super(own.getClassLoader());
    this.own = own.getName();
    this.mark = mark;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.equals(own) && !name.startsWith(own + "$")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      byte[] bytes = marked(in.readAllBytes());
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] marked(byte[] bytes) {
    var marking =
        ClassTransform.dropping(element -> element instanceof SourceFileAttribute)
            .andThen(
                ClassTransform.endHandler(
                    builder -> builder.with(SourceFileAttribute.of("Source.java" + mark))));
    return ClassFile.of().transformClass(ClassFile.of().parse(bytes), marking);
  }

  /** An instance of this version's class of the same name, made by its only constructor. */
  Object make(Class<?> type, Object... arguments) throws ReflectiveOperationException {
    var constructor = loadClass(type.getName()).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(arguments);
  }
}
