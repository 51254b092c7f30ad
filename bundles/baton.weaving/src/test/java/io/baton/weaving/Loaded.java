package io.baton.weaving;

import io.baton.weaving.point.Gate;
import io.baton.weaving.point.Gates;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** A version: its classes, woven or not, in a loader of their own. */
final class Loaded extends ClassLoader {
  private final Map<String, byte[]> original;
  private final Map<String, byte[]> classes = new HashMap<>();

  private boolean later;

  private Loaded(Map<String, byte[]> original) {
    super(Loaded.class.getClassLoader());
    this.original = original;
  }

  static Loaded unwoven(Map<String, byte[]> classes) {
    var loaded = new Loaded(classes);
    loaded.classes.putAll(classes);
    return loaded;
  }

  static Loaded woven(Map<String, byte[]> classes) {
    var loaded = new Loaded(classes);
    var weaving = new ClassWeaving(loaded);
    classes.forEach((name, bytes) ->
        loaded.classes.put(name, weaving.weave(bytes, "1.0.0#" + loaded.gate().number())));
    return loaded;
  }

  /** The same, but what is known is not woven again. */
  static Loaded wovenBy(KeptClasses kept, Map<String, byte[]> classes) {
    var loaded = new Loaded(classes);
    classes.forEach((name, bytes) ->
        loaded.classes.put(
            name,
            kept.woven(bytes, new ClassWeaving(loaded)::woven)
                .file()
                .marked("1.0.0#" + loaded.gate().number(), loaded)));
    return loaded;
  }

  /** Each class is woven when it is loaded. */
  static Loaded weavingLater(Map<String, byte[]> classes) {
    var loaded = new Loaded(classes);
    loaded.classes.putAll(classes);
    loaded.later = true;
    return loaded;
  }

  Gate gate() {
    return Gates.of(this);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] woven = later ? new ClassWeaving(this).weave(bytes, "1.0.0#" + gate().number()) : bytes;
    return defineClass(name, woven, 0, woven.length);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] bytes = original.get(name.replace(".class", "").replace('/', '.'));
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  /** Calls a static method without parameters. */
  Object call(String type, String method) throws ReflectiveOperationException {
    var found = loadClass(type).getDeclaredMethod(method);
    found.setAccessible(true);
    return found.invoke(null);
  }
}
