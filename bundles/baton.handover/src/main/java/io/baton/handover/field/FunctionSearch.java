package io.baton.handover.field;

import io.baton.api.spi.PlainTypes;
import io.baton.api.spi.Shapes;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a value for functions of one version, field by field. It calls no method of what it
 * looks at and takes no lock, so it can be run by any thread. Touched by one thread.
 */
public final class FunctionSearch {
  /** More objects than these are not looked into. */
  private static final int MOST_OBJECTS = 5_000_000;

  /** More help nobody. */
  private static final int MOST_FOUND = 1_000;

  /** The fields of a class in which there may be a function. Held by the class itself. */
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

  /** One object on the way, of which some parts have been looked at. */
  static final class Place {
    final Object object;
    final @Nullable Place in;

    /** How many objects are above it. */
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

    /** The place of the part that was looked at last; of an array only. */
    int index() {
      return next - 1;
    }

    /** The field of the part that was looked at last; not of an array. */
    String field() {
      return fields.get(next - 1).name();
    }
  }

  /**
   * Looks through a value.
   *
   * @param what the value is
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
      if (seen.size() >= MOST_OBJECTS || found.size() >= MOST_FOUND) {
        break;
      }
    }
    return List.copyOf(found);
  }

  /** Null if there is nothing to look for in an object. */
  private @Nullable Place enter(Object object, @Nullable Place in, String what) {
    Class<?> type = object.getClass();
    if (PlainTypes.isPlainClass(type) || object instanceof Class<?> || object instanceof Enum<?>) {
      return null;
    }
    boolean isData = object instanceof Record || object instanceof Throwable || type.isArray();
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
