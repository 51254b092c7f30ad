package io.baton.code.checking;

import io.baton.api.code.ShapeChange;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.code.calling.LoopArguments;
import io.baton.code.calling.LoopFunctions;
import io.baton.code.calling.VersionCode;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.Counterparts;
import io.baton.spi.Handover.Into;
import io.baton.spi.LiveStates.Live;
import io.baton.spi.ProcessTable.Running;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Classes that are compared before a load: classes of values that are there, and where they would
 * go. Of very many processes that keep the same there is one root.
 */
final class ComparisonRoots {
  /** A class, and where its values would go. */
  record Root(Class<?> from, Into into) {}

  private final LoadedVersion before;
  private final VersionCode next;
  private final LoopFunctions loops;
  private final Set<Root> found = new LinkedHashSet<>();
  private final Set<Object> seen = new HashSet<>();

  /** What can be said without comparing. */
  private final Set<ShapeChange> known = new LinkedHashSet<>();

  ComparisonRoots(LoadedVersion before, VersionCode next) {
    this.before = before;
    this.next = next;
    loops = new LoopFunctions(before.callable(), next);
  }

  Set<Root> found() {
    return found;
  }

  Set<ShapeChange> known() {
    return known;
  }

  /** The state of a behaviour, and the classes of the version before that its type speaks of. */
  void state(Live live) {
    Class<?> type = live.type();
    Into into;
    try {
      into = live.into(next);
    } catch (UndefinedFunctionException e) {
      known.add(refused(type.getName(), name(type), String.valueOf(e.getMessage())));
      return;
    }
    if (!seen.add(new Root(type, into))) {
      return;
    }
    if (live.isDecidedByCode(next)) {
      known.add(decidedByCode(type));
      return;
    }
    found.add(new Root(type, new Into(into.type(), into.loader(), name(type))));
    try {
      named(live.into(before.callable()).type());
    } catch (UndefinedFunctionException _) {
      // a process of an even older version: its class says enough
    }
  }

  private static String name(Class<?> type) {
    return type.getClassLoader() == null ? "state" : type.getSimpleName();
  }

  private static ShapeChange refused(String type, String path, String why) {
    return new ShapeChange(type, path, ShapeChange.Kind.REFUSED, why);
  }

  private static List<Class<?>> classes(Type type) {
    List<Class<?>> named = new ArrayList<>();
    switch (type) {
      case Class<?> plain -> named.add(plain.isArray() ? plain.getComponentType() : plain);
      case ParameterizedType generic -> {
        for (Type argument : generic.getActualTypeArguments()) {
          named.addAll(classes(argument));
        }
      }
      case WildcardType wildcard -> named.addAll(classes(wildcard.getUpperBounds()[0]));
      case GenericArrayType array -> named.addAll(classes(array.getGenericComponentType()));
      default -> {
        // a variable says nothing
      }
    }
    return named;
  }

  /** A class whose values have crossed, or may soon. */
  void value(Class<?> type) {
    if (type.getClassLoader() == null || !seen.add(type)) {
      return;
    }
    Class<?> there = counterpart(type);
    if (there == null) {
      known.add(
          refused(
              type.getName(),
              type.getSimpleName(),
              "%s has no such type; keep it as long as there are values of it"
                  .formatted(next.version())));
    } else if (there != type) {
      found.add(new Root(type, new Into(there, next.loader(), type.getSimpleName())));
    }
  }

  private @Nullable Class<?> counterpart(Class<?> type) {
    try {
      return Counterparts.of(type, next.loader());
    } catch (LinkageError _) {
      return null;
    }
  }

  /** Each class that a type speaks of. */
  void named(Type type) {
    classes(type).forEach(this::value);
  }

  /** A class whose values are declared to go to a type, whether there are any or not. */
  void declared(Class<?> type, Into into, boolean isDecidedByCode) {
    if (isDecidedByCode) {
      seen.add(type);
      known.add(decidedByCode(type));
    } else if (!known.contains(decidedByCode(type))) {
      found.add(new Root(type, into));
    }
  }

  /** A loop that only the version before exports. */
  void notExported(String function) {
    if (seen.add(function)) {
      known.add(
          refused(
              function,
              function,
              "%s does not export it; processes that continue with it end"
                  .formatted(next.version())));
    }
  }

  /** The arguments of the loop that a process runs in the version before. */
  void loop(Running process) {
    process.turn().flatMap(loops::arguments).ifPresent(this::loop);
  }

  private void loop(LoopArguments loop) {
    if (!loop.isExported()) {
      notExported(loop.function());
      return;
    }
    loop.arguments().forEach(this::argument);
  }

  private void argument(LoopArguments.Argument argument) {
    Class<?> type = argument.value().getClass();
    var root = new Root(type, argument.place().into());
    if (!seen.add(root)) {
      return;
    }
    if (argument.place().isDecidedByCode()) {
      known.add(decidedByCode(type));
    } else if (type.getClassLoader() != null) {
      found.add(root);
    }
  }

  private static ShapeChange decidedByCode(Class<?> type) {
    return new ShapeChange(
        type.getName(), name(type), ShapeChange.Kind.DEPENDS, "decided by codeChange");
  }
}
