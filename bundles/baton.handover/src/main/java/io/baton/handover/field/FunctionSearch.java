package io.baton.handover.field;

import io.baton.spi.DataClasses;
import io.baton.spi.PlainTypes;
import io.baton.spi.Shapes;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search for functions of one version in a value, field by field. It calls no method of the
 * objects it inspects and takes no lock, so it may run on any thread. An instance is confined to
 * one thread.
 */
public final class FunctionSearch {
  /** Maximum number of objects inspected: some seconds. */
  private static final int MAX_OBJECTS = 5_000_000;

  /** Maximum number of functions reported: more would help no reader. */
  private static final int MAX_FOUND = 1_000;

  /** The fields of a class that may hold a function. Held by the class itself. */
  private static final ClassValue<List<Fields.Slot>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Fields.Slot> computeValue(Class<?> type) {
          return Fields.of(type).stream()
              .filter(slot -> !PlainTypes.isPlainPlace(slot.type()))
              .filter(slot -> slot.owner() != Reference.class || slot.name().equals("referent"))
              .toList();
        }
      };

  private final ClassLoader version;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Shapes.Held> found = new ArrayList<>();

  public FunctionSearch(ClassLoader version) {
    this.version = version;
  }

  /** An object some of whose parts have been inspected. */
  static final class Place {
    final Object object;
    final @Nullable Place in;

    /** Number of objects above it. */
    final int depth;

    private final List<Fields.Slot> fields;
    private int next;

    private Place(Object object, @Nullable Place in) {
      this.object = object;
      this.in = in;
      depth = in == null ? 0 : in.depth + 1;
      fields = object instanceof Object[] ? List.of() : FIELDS.get(object.getClass());
    }

    boolean isDone() {
      return next >= (object instanceof Object[] array ? array.length : fields.size());
    }

    @Nullable Object next() {
      int at = next++;
      return object instanceof Object[] array ? array[at] : fields.get(at).get(object);
    }

    /** Returns the index of the last inspected part; of an array only. */
    int index() {
      return next - 1;
    }

    /** Returns the field of the last inspected part; not of an array. */
    String field() {
      return fields.get(next - 1).name();
    }
  }

  /**
   * Searches a value.
   *
   * @param what what the value is, the beginning of each path
   */
  public List<Shapes.Held> in(Object value, String what) {
    Place place = enter(value, null, what);
    while (place != null) {
      if (place.isDone()) {
        place = place.in;
        continue;
      }
      Object part = place.next();
      Place inner = part == null ? null : enter(part, place, what);
      if (inner != null) {
        place = inner;
      }
      if (seen.size() >= MAX_OBJECTS || found.size() >= MAX_FOUND) {
        break;
      }
    }
    return List.copyOf(found);
  }

  /** Returns the place to inspect next; null if nothing can be in the object. */
  private @Nullable Place enter(Object object, @Nullable Place in, String what) {
    Class<?> type = object.getClass();
    if (PlainTypes.isPlainClass(type)
        || object instanceof Class<?>
        || object instanceof Enum<?>
        || DataClasses.isSingleton(type)) {
      return null;
    }
    boolean isData =
        object instanceof Record
            || object instanceof Throwable
            || type.isArray()
            || DataClasses.is(type);
    if (!isData && type.getClassLoader() == version) {
      if (seen.add(object)) {
        found.add(new Shapes.Held(FunctionPath.of(object, in, what), type));
      }
      return null;
    }
    if (!isData && FieldSearch.isNoValue(object)) {
      return null;
    }
    boolean isLeaf = !type.isArray() && FIELDS.get(type).isEmpty();
    return !isLeaf && seen.add(object) ? new Place(object, in) : null;
  }
}
