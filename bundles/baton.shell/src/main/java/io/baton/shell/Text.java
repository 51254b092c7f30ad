package io.baton.shell;

import io.baton.api.code.HandoverException;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.shell.command.CommandFailed;
import io.baton.spi.Printable;
import io.baton.spi.ThrownText;
import io.baton.spi.ValueText;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Delayed;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Text of values as a person would write them. */
final class Text {
  private Text() {}

  /**
   * Returns the text of a value: a record prints as {@code Name(value, value)}, a collection as
   * {@code [a, b]}.
   */
  static String of(@Nullable Object value) {
    return value == null
        ? shown(null)
        : CodeResults.text(value).orElseGet(() -> ValueText.of(value, () -> shown(value)));
  }

  /** Returns the text of a value, running code of its parts. */
  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case Optional<?> optional -> optional.map(Text::shown).orElse("none");
      case Map<?, ?> map -> map(map);
      case Collection<?> collection -> join("[", collection, "]");
      case Record record when !saysItself(record) -> record(record);
      case Enum<?> constant -> constant.name();
      case Object array when array.getClass().isArray() -> array(array);
      default -> Printable.text(String.valueOf(value.toString()));
    };
  }

  /** Returns what went wrong: only the message where it is made for people. */
  static String ofFailure(Throwable thrown) {
    String message =
        ThrownText.asked(
                thrown,
                () -> Optional.ofNullable(thrown.getMessage()),
                why -> Optional.of("its message cannot be read" + why))
            .orElse(null);
    if (message == null) {
      return thrown.getClass().getSimpleName();
    }
    return switch (thrown) {
      case IllegalArgumentException _,
          UndefinedFunctionException _,
          PurgedCodeException _,
          HandoverException _,
          ProcessExit _ ->
          message;
      default -> thrown.getClass().getSimpleName() + ": " + message;
    };
  }

  /**
   * Returns a value that a shell variable may hold: text, if the value is of a class of some
   * version or may hold such a value. Collections are copied, for they may have a comparator or a
   * map behind them.
   */
  static @Nullable Object withoutVersion(@Nullable Object value) {
    if (value instanceof Collection<?> collection) {
      return ValueText.ask(() -> copied(collection), why -> collection.getClass().getName() + why);
    }
    return isShared(value) ? value : of(value);
  }

  private static Object copied(Collection<?> collection) {
    return isShared(collection)
        ? collection.stream()
            .map(Text::withoutVersion)
            .collect(Collectors.toCollection(ArrayList::new))
        : shown(collection);
  }

  /**
   * Returns whether a value can be held as it is: values of the JDK compare; what holds other
   * objects does not, except for tasks that wait.
   */
  private static boolean isShared(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Pid _ -> true;
      case Delayed _ -> false;
      case Collection<?> collection -> collection.stream().allMatch(Text::isShared);
      case Comparable<?> comparable -> comparable.getClass().getClassLoader() == null;
      default -> false;
    };
  }

  /** Returns whether a record has a {@code toString} of its own, which is then used. */
  private static boolean saysItself(Record record) {
    try {
      return record.getClass().getMethod("toString").getDeclaringClass() == record.getClass()
          && !isDerived(record);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns whether the text of a record is the compiler's; that starts like this. */
  private static boolean isDerived(Record record) {
    return record.toString().startsWith(record.getClass().getSimpleName() + "[");
  }

  private static String map(Map<?, ?> map) {
    var joiner = new StringJoiner(", ", "{", "}");
    map.forEach((key, element) -> joiner.add(shown(key) + "=" + shown(element)));
    return joiner.toString();
  }

  private static String array(Object array) {
    return join(
        "[",
        IntStream.range(0, Array.getLength(array)).mapToObj(i -> Array.get(array, i)).toList(),
        "]");
  }

  private static String record(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    String name = record.getClass().getSimpleName();
    if (components.length == 0) {
      return name;
    }
    var joiner = new StringJoiner(", ", name + "(", ")");
    for (RecordComponent component : components) {
      joiner.add(shown(read(record, component)));
    }
    return joiner.toString();
  }

  private static @Nullable Object read(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new CommandFailed("%s cannot be read: %s".formatted(component, e));
    }
  }

  private static String join(String open, Collection<?> values, String close) {
    var joiner = new StringJoiner(", ", open, close);
    values.forEach(value -> joiner.add(shown(value)));
    return joiner.toString();
  }
}
