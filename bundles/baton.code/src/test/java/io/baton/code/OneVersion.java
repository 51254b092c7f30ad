package io.baton.code;

import io.baton.api.code.ModuleVersion;
import io.baton.code.calling.Exports;
import io.baton.code.calling.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The class loader of one version: it loads some classes of a test, and those inside them, once
 * more, and marks their frames with its number as the weaver does.
 */
public final class OneVersion extends ClassLoader {
  private static final AtomicLong NUMBERS = new AtomicLong(1_000);

  private final List<String> own;
  private final ModuleVersion id;

  /**
   * A version.
   *
   * @param version such as {@code 1.0.0}
   * @param own the classes that are its own; all others it shares with the test
   */
  public OneVersion(String version, Class<?>... own) {
    super(OneVersion.class.getClassLoader());
    this.own = Arrays.stream(own).map(Class::getName).toList();
    id =
        new ModuleVersion(
            "m", version, NUMBERS.incrementAndGet(), "file:/m-" + version, Instant.EPOCH);
  }

  public ModuleVersion id() {
    return id;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (own.stream().noneMatch(type -> name.equals(type) || name.startsWith(type + "$"))) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = marked(in.readAllBytes());
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] marked(byte[] bytes) {
    String mark = "Source.java@%s#%d".formatted(id.version(), id.number());
    var marking =
        ClassTransform.dropping(element -> element instanceof SourceFileAttribute)
            .andThen(
                ClassTransform.endHandler(builder -> builder.with(SourceFileAttribute.of(mark))));
    return ClassFile.of().transformClass(ClassFile.of().parse(bytes), marking);
  }

  /** What a class of the test is in this version. */
  public Class<?> type(Class<?> type) {
    try {
      return loadClass(type.getName());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A new object of this version, made by the only constructor. */
  public Object make(Class<?> type, Object... arguments) {
    var constructor = type(type).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What calls reach while this version is current. */
  public Target.Callable callable(Object instance, Class<?>... exported) {
    List<Class<?>> interfaces = Stream.of(exported).<Class<?>>map(this::type).toList();
    return new Target.Callable(id, instance, this, new Exports(interfaces));
  }

  /** The target that a module is switched to while this version is current. */
  public Target target(Object instance, Class<?>... exported) {
    return new Target("m", callable(instance, exported));
  }
}
