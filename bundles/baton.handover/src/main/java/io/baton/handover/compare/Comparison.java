package io.baton.handover.compare;

import io.baton.api.code.ShapeChange;
import io.baton.api.code.ShapeChange.Kind;
import io.baton.handover.container.ContainerKind;
import io.baton.handover.declared.ArrayNode;
import io.baton.handover.declared.ClassNode;
import io.baton.handover.declared.ContainerNode;
import io.baton.handover.declared.Node;
import io.baton.handover.declared.NumberNode;
import io.baton.handover.declared.Scope;
import io.baton.handover.declared.UnsharedTypes;
import io.baton.handover.type.DisplayNames;
import io.baton.handover.type.FunctionalInterfaces;
import io.baton.handover.type.Numbers;
import io.baton.spi.Counterparts;
import io.baton.spi.DataClasses;
import io.baton.spi.Handover;
import io.baton.spi.PlainTypes;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of two versions of a type: what their declarations say about values before there are
 * any. Confined to one thread.
 */
public final class Comparison {
  /**
   * Maximum number of pairs of types that are compared. Types that branch and never repeat would
   * have no end; no real type has as many.
   */
  private static final int MAX_PAIRS = 5_000;

  private record Pair(Node from, Node to) {}

  private final Class<?> from;
  private final Handover.Into into;
  private final RecordComparison records;
  private final @Nullable ClassLoader own;
  private final Set<Pair> seen = new HashSet<>();
  private final Findings findings = new Findings();
  private boolean isCutOff;

  public Comparison(Class<?> from, Handover.Into into, boolean lenient) {
    this.from = from;
    this.into = into;
    own = from.getClassLoader();
    records = new RecordComparison(this, findings, lenient);
  }

  public List<ShapeChange> changes() {
    Node to = Scope.node(into.type(), into.loader());
    compare(new Place(from.getName(), from.getSimpleName()), Scope.node(from, into.loader()), to);
    return findings.changes();
  }

  void compare(Place at, Node from, Node to) {
    switch (to) {
      case NumberNode number -> number(at, from, number);
      case ContainerNode container -> container(at, from, container);
      case ArrayNode array -> array(at, from, array);
      case ClassNode data -> {
        if (from.raw().getClassLoader() == null) {
          data(at, from, data);
        } else if (seen.size() < MAX_PAIRS) {
          if (seen.add(new Pair(from, to))) {
            data(at, from, data);
          }
        } else if (!isCutOff) {
          isCutOff = true;
          findings.note(
              at,
              Kind.DEPENDS,
              "its types do not end; no more than %,d are compared".formatted(MAX_PAIRS));
        }
      }
    }
  }

  private void number(Place at, Node from, NumberNode to) {
    if (!(from instanceof NumberNode number) || !Numbers.isNumber(number.raw(), to.raw())) {
      findings.unlike(at, from, to, to.name());
      return;
    }
    String what = number.name() + " to " + to.name();
    if (!Numbers.widens(number.raw(), to.raw())) {
      findings.note(at, Kind.DEPENDS, what + ": refused if the value does not fit");
    } else if (to.primitive() && !number.primitive()) {
      findings.note(at, Kind.DEPENDS, what + ": null is refused");
    } else if (number.raw() != to.raw()) {
      findings.note(at, Kind.CONVERTED, what);
    }
  }

  private void container(Place at, Node from, ContainerNode to) {
    if (!(from instanceof ContainerNode container) || !related(container.raw(), to.raw())) {
      findings.unlike(at, from, to, to.raw().getName());
      return;
    }
    if (!to.raw().isAssignableFrom(container.raw())) {
      findings.note(
          at, Kind.DEPENDS, "%s to %s".formatted(container.raw().getName(), to.raw().getName()));
    }
    if (ContainerKind.isFuture(to.raw()) && unshared(to) != null) {
      findings.note(at, Kind.DEPENDS, "refused while it is not completed");
    }
    if (container.parts().size() == to.parts().size()) {
      for (int i = 0; i < to.parts().size(); i++) {
        boolean key = to.parts().size() == 2 && i == 0;
        compare(at.step(key ? ".keys[]" : "[]"), container.parts().get(i), to.parts().get(i));
      }
    }
  }

  private void array(Place at, Node from, ArrayNode to) {
    if (from instanceof ArrayNode array) {
      compare(at.step("[]"), array.component(), to.component());
    } else {
      findings.unlike(at, from, to, to.raw().getTypeName());
    }
  }

  private void data(Place at, Node from, ClassNode to) {
    Class<?> there = to.raw();
    if (!(from instanceof ClassNode data)) {
      if (!there.isAssignableFrom(from.raw())) {
        findings.note(at, Kind.REFUSED, Findings.mismatch(from.raw(), there.getName()));
      }
      return;
    }
    Class<?> here = data.raw();
    if (here == Object.class || there == Object.class || here.getClassLoader() == null) {
      shared(at, here, there);
      opaque(at, here, to);
    } else if (DataClasses.haveComponents(here) || here.isEnum()) {
      value(at, data, to);
    } else if (here.isSealed()) {
      Arrays.stream(here.getPermittedSubclasses())
          .forEach(permitted -> permitted(at, permitted, to));
    } else {
      code(at, here, there);
      opaque(at, here, to);
    }
  }

  /**
   * Notes that an object that is neither data nor a container is only inspected when it crosses.
   */
  private void opaque(Place at, Class<?> here, ClassNode to) {
    boolean isLookedThrough =
        here != Object.class
            && !DataClasses.haveComponents(here)
            && !here.isEnum()
            && here != Class.class
            && !Throwable.class.isAssignableFrom(here)
            && !PlainTypes.isPlainClass(here)
            && to.raw().isAssignableFrom(here);
    if (!isLookedThrough) {
      return;
    }
    Class<?> unshared = unshared(to);
    if (unshared != null && unshared != to.raw()) {
      findings.note(
          at,
          Kind.REFUSED,
          "%s for %s, which is another class in each version"
              .formatted(DisplayNames.type(here), unshared.getName()));
    } else if (!FunctionalInterfaces.isFunctional(here)) {
      findings.note(
          at,
          Kind.DEPENDS,
          "refused if the %s holds anything of this version".formatted(DisplayNames.type(here)));
    }
  }

  private @Nullable Class<?> unshared(Node to) {
    return own == null ? null : UnsharedTypes.in(to, own, into.loader());
  }

  /** Compares types of which one says no more than a type of the JDK: the values decide. */
  private void shared(Place at, Class<?> here, Class<?> there) {
    if (there == Object.class && here.getClassLoader() != null && !here.isInterface()) {
      Class<?> other = Counterparts.of(here, into.loader());
      if (other != null && (DataClasses.haveComponents(here) || here.isEnum())) {
        compare(at, Scope.of(here).node, Scope.of(other).node);
      } else if (other == null) {
        unknown(at, here, Kind.REFUSED);
      }
    } else if (!there.isAssignableFrom(here)) {
      boolean never = !related(here, there);
      findings.note(
          at, never ? Kind.REFUSED : Kind.DEPENDS, Findings.mismatch(here, there.getName()));
    }
  }

  private void permitted(Place at, Class<?> permitted, ClassNode to) {
    Class<?> there = Counterparts.of(permitted, into.loader(), to.raw());
    if (there == null) {
      unknown(at, permitted, Kind.DEPENDS);
    } else if (!to.raw().isAssignableFrom(there)) {
      findings.note(at, Kind.DEPENDS, Findings.mismatch(permitted, to.raw().getName()));
    } else {
      compare(at, Scope.of(permitted).node, Scope.of(there).node);
    }
  }

  private void unknown(Place at, Class<?> type, Kind kind) {
    findings.note(at, kind, "%s is not there any more; keep the class".formatted(type.getName()));
  }

  private void value(Place at, ClassNode from, ClassNode to) {
    Class<?> here = from.raw();
    Class<?> there = to.raw();
    if (!there.getName().equals(here.getName())) {
      Class<?> other = Counterparts.of(here, into.loader(), there);
      if (other == null) {
        unknown(at, here, Kind.REFUSED);
      } else if (!there.isAssignableFrom(other)) {
        findings.note(at, Kind.REFUSED, Findings.mismatch(here, there.getName()));
      } else {
        compare(at, from, Scope.of(other).node);
      }
    } else if (here.isEnum() && there.isEnum()) {
      records.constants(at, here, there);
    } else if (DataClasses.haveComponents(here) && DataClasses.haveComponents(there)) {
      records.record(at.in(here), from.target(), to.target());
    } else {
      String was = here.isRecord() ? "record" : here.isEnum() ? "enum" : "data class";
      findings.note(at, Kind.REFUSED, "%s is no %s there".formatted(here.getName(), was));
    }
  }

  /** Compares types that each version has for itself: only data crosses behind them. */
  private void code(Place at, Class<?> here, Class<?> there) {
    if (here == there
        || there.isAssignableFrom(here)
        || areExceptions(here, there)
        || areSingletons(here, there)) {
      return;
    }
    boolean open = here.isInterface() || Modifier.isAbstract(here.getModifiers());
    findings.note(
        at,
        open ? Kind.DEPENDS : Kind.REFUSED,
        open
            ? "only records and enums cross behind %s".formatted(here.getName())
            : "%s is no record and no enum; make it a record".formatted(here.getName()));
  }

  private static boolean areSingletons(Class<?> here, Class<?> there) {
    return DataClasses.isSingleton(here)
        && DataClasses.isSingleton(there)
        && here.getName().equals(there.getName());
  }

  private static boolean areExceptions(Class<?> here, Class<?> there) {
    return Throwable.class.isAssignableFrom(here)
        && Throwable.class.isAssignableFrom(there)
        && here.getName().equals(there.getName());
  }

  private static boolean related(Class<?> one, Class<?> other) {
    return one.isAssignableFrom(other) || other.isAssignableFrom(one);
  }
}
