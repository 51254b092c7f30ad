package io.baton.handover.type;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables of the constants of an enum by name, and by the constants of other versions. Held by that
 * enum.
 */
public final class Enums {
  private static final ClassValue<Enums> ENUMS =
      new ClassValue<>() {
        @Override
        protected Enums computeValue(Class<?> type) {
          return new Enums(type);
        }
      };

  /**
   * The constants of this enum, indexed by the ordinals of their namesakes in another one; null
   * where there is none.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known(WeakReference<Class<?>> from, @Nullable Object[] there) {}

  private final Class<?> type;
  private final Map<String, Object> byName;

  /** Replaced as a whole under this object's lock; read by any thread. */
  private volatile Known[] known = {};

  private Enums(Class<?> type) {
    this.type = type;
    byName =
        Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toMap(c -> ((Enum<?>) c).name(), Function.identity()));
  }

  /** Returns the names of an enum's constants without running its code. */
  public static List<String> names(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(Field::isEnumConstant)
        .map(Field::getName)
        .toList();
  }

  /** Returns a constant by its name, which must be one of {@link #names}; initialises the enum. */
  public static Object named(Class<?> type, String name) {
    return Objects.requireNonNull(ENUMS.get(type).byName.get(name));
  }

  /** Returns the constant of the same name; null if there is none. */
  @SuppressWarnings("EnumOrdinal") // an index that is used at once and never stored
  public static @Nullable Object constant(Enum<?> constant, Class<?> into) {
    return ENUMS.get(into).of(constant.getDeclaringClass())[constant.ordinal()];
  }

  private @Nullable Object[] of(Class<?> from) {
    for (Known other : known) {
      if (other.from().refersTo(from)) {
        return other.there();
      }
    }
    @Nullable Object[] there =
        Arrays.stream(from.getEnumConstants())
            .map(constant -> byName.get(((Enum<?>) constant).name()))
            .toArray();
    remember(new Known(new WeakReference<>(from), there));
    ConvertedTypes.note(from);
    ConvertedTypes.note(type);
    return there;
  }

  private synchronized void remember(Known now) {
    known = WeakEntries.with(known, now, other -> !other.from().refersTo(null), Known[]::new);
  }
}
