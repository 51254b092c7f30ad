package io.baton.handover.field;

import io.baton.handover.type.Loaders;
import io.baton.handover.type.Relation;
import io.baton.spi.DataClasses;
import io.baton.spi.PlainTypes;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Member;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleReference;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * A search for objects of a version in an object of a shared class, field by field. It calls no
 * method of the objects it inspects. Confined to one thread.
 *
 * <p>An object of the JDK must hold nothing of a version, and no function either, because it could
 * not be replaced there. An object of a shared library may hold functions behind the interfaces
 * that it declares: a bus holds listeners of all versions. Threads, class loaders, bundles and
 * Baton's own objects are not inspected: they are no values.
 */
public final class FieldSearch {
  /** Maximum number of objects inspected, which takes some seconds; no value is that large. */
  private static final int MAX_OBJECTS = 20_000_000;

  private final Function<Class<?>, Relation> relations;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Place> open = new ArrayDeque<>();

  /**
   * Creates a search.
   *
   * @param relations classifies a class for the receiving version
   */
  public FieldSearch(Function<Class<?>, Relation> relations) {
    this.relations = relations;
  }

  /**
   * A search result.
   *
   * @param object an object of a version, or a class of one
   * @param path from the first object, such as {@code .queue.array[2]}
   */
  public record Found(Object object, String path) {}

  /**
   * An object to inspect.
   *
   * @param step from the object before
   * @param in the object before; null for the first
   * @param anything whether nothing but {@code Object} is declared for it
   * @param strict whether a function counts here
   * @param functions whether its content is declared, though the JDK stores it as {@code Object}
   */
  private record Place(
      Object object,
      String step,
      @Nullable Place in,
      boolean anything,
      boolean strict,
      boolean functions) {
    String path() {
      Deque<String> steps = new ArrayDeque<>();
      for (Place at = this; at != null && at.in != null; at = at.in) {
        steps.push(at.step);
      }
      return String.join("", steps);
    }
  }

  /** Returns the first object of a version in an object; null if there is none. */
  public @Nullable Found first(Object root) {
    Class<?> type = root.getClass();
    boolean function = type.isHidden() || root instanceof Comparator<?>;
    boolean strict = type.getClassLoader() == null && !function;
    open.add(new Place(root, "", null, false, strict, false));
    while (!open.isEmpty()) {
      Place place = open.poll();
      if (isFound(place)) {
        return new Found(place.object(), place.path());
      }
      if (seen.size() > MAX_OBJECTS) {
        throw new IllegalStateException("holds more than %,d objects".formatted(MAX_OBJECTS));
      }
    }
    return null;
  }

  private boolean isFound(Place place) {
    Object object = place.object();
    Class<?> type = object.getClass();
    if (object instanceof Class<?> one) {
      return place.strict() && isOfVersion(one);
    }
    if (object instanceof Member member) {
      return place.strict() && isOfVersion(member.getDeclaringClass());
    }
    if (PlainTypes.isPlainClass(type) || isNoValue(object)) {
      return false;
    }
    if (type.isArray()) {
      elements(place);
      return false;
    }
    if (relations.apply(type) == Relation.VERSION) {
      return place.strict() || isData(object) || place.anything();
    }
    fields(place, type);
    return false;
  }

  private boolean isOfVersion(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return relations.apply(element) == Relation.VERSION;
  }

  private static boolean isData(Object object) {
    return object instanceof Record
        || object instanceof Enum<?>
        || object instanceof Throwable
        || DataClasses.is(object.getClass())
        || DataClasses.isSingleton(object.getClass());
  }

  /** Returns whether an object stands for something else than a value, and is not inspected. */
  public static boolean isNoValue(Object object) {
    Class<?> type = object.getClass();
    return object instanceof ClassLoader
        || object instanceof Module
        || object instanceof Thread
        || object instanceof ThreadGroup
        || object instanceof AccessibleObject
        || object instanceof System.Logger
        || object instanceof ResourceBundle
        || object instanceof ReferenceQueue<?>
        || object instanceof PhantomReference<?>
        || isOfFramework(object)
        || isOfService(type.getPackageName())
        || Loaders.isOfBaton(type);
  }

  private static boolean isOfFramework(Object object) {
    return object instanceof BundleReference
        || object instanceof BundleContext
        || object instanceof ServiceReference<?>
        || object instanceof ServiceRegistration<?>;
  }

  private static boolean isOfService(String packageName) {
    return packageName.startsWith("java.lang.invoke")
        || packageName.startsWith("java.util.logging")
        || packageName.startsWith("java.security")
        || packageName.startsWith("org.apache.felix.framework")
        || packageName.startsWith("org.eclipse.osgi");
  }

  private void elements(Place array) {
    if (!seen.add(array.object())) {
      return;
    }
    Class<?> component = array.object().getClass().getComponentType();
    boolean anything = component == Object.class && !array.functions();
    for (int i = 0; i < Array.getLength(array.object()); i++) {
      Object element = Array.get(array.object(), i);
      if (element != null) {
        open.add(
            new Place(element, "[" + i + "]", array, anything, array.strict(), array.functions()));
      }
    }
  }

  private void fields(Place place, Class<?> type) {
    if (!seen.add(place.object())) {
      return;
    }
    boolean jdk = type.getClassLoader() == null;
    boolean strict = place.strict() && jdk;
    if (place.object() instanceof Reference<?> reference) {
      Object referent = Fields.referent(reference);
      if (referent != null) {
        boolean anything = !place.functions();
        open.add(new Place(referent, ".get()", place, anything, strict, place.functions()));
      }
    }
    for (Fields.Slot slot : Fields.of(type)) {
      if (slot.owner() == Reference.class || PlainTypes.isPlainPlace(slot.type())) {
        continue;
      }
      Object value = slot.get(place.object());
      if (value != null) {
        boolean functions = jdk ? place.functions() : isOfFunctions(slot.generic());
        boolean anything = slot.type() == Object.class && !functions;
        open.add(new Place(value, "." + slot.name(), place, anything, strict, functions));
      }
    }
  }

  /**
   * Returns whether a container is declared to hold objects of known types, and not just any
   * object.
   */
  private static boolean isOfFunctions(Type type) {
    return type instanceof ParameterizedType generic
        && Arrays.stream(generic.getActualTypeArguments())
            .allMatch(part ->
                part instanceof Class<?> raw
                    ? raw != Object.class
                    : part instanceof ParameterizedType);
  }
}
