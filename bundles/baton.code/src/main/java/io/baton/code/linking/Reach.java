package io.baton.code.linking;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds what a module's own code needs without a guard, from the classes on that the framework
 * makes: the methods that are not called in the module are called from outside, and what they call
 * follows. It follows no call through an interface, unless an object is made of the class that
 * implements it.
 */
final class Reach {
  private final LocalClasses classes;
  private final OwnCode own;
  private final Predicate<String> isUnusable;
  private final Set<Place> seen = new HashSet<>();
  private final Queue<Place> next = new ArrayDeque<>();
  private final Set<String> made = new HashSet<>();

  /** A method of the module's own code. */
  private record Place(String className, String member) {}

  /**
   * A use that fails.
   *
   * @param className of the method in which it is
   * @param method its name
   * @param needed the class that is absent, or does not link
   */
  record Found(String className, String method, String needed) {}

  Reach(LocalClasses classes, OwnCode own, Predicate<String> isUnusable) {
    this.classes = classes;
    this.own = own;
    this.isUnusable = isUnusable;
  }

  /** Returns the first use without a guard of something unusable; empty if there is none. */
  Optional<Found> first() {
    own.roots().forEach(this::addRoot);
    while (!next.isEmpty()) {
      Place place = next.remove();
      Optional<Found> found = follow(place);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private void addRoot(String root) {
    classes
        .model(root)
        .ifPresent(model -> {
          Set<String> called = new HashSet<>();
          for (MethodModel method : model.methods()) {
            Uses.in(method).stream()
                .filter(use -> use.className().equals(root))
                .forEach(use -> called.add(use.member()));
          }
          model.methods().stream()
              .filter(method -> isCalledFromOutside(method) || !called.contains(Use.member(method)))
              .forEach(method -> add(new Place(root, Use.member(method))));
        });
  }

  private static boolean isCalledFromOutside(MethodModel method) {
    return method.methodName().stringValue().startsWith("<");
  }

  private void add(Place place) {
    if (seen.add(place)) {
      next.add(place);
    }
  }

  private Optional<Found> follow(Place place) {
    Optional<MethodModel> method =
        classes.model(place.className()).stream()
            .flatMap(model -> model.methods().stream())
            .filter(one -> Use.member(one).equals(place.member()))
            .findFirst();
    if (method.isEmpty()) {
      return Optional.empty();
    }
    for (Use use : Uses.in(method.get())) {
      if (use.guard() == Use.Guard.NONE) {
        if (isUnusable.test(use.className())) {
          String name = method.get().methodName().stringValue();
          return Optional.of(new Found(place.className(), name, use.className()));
        }
        follow(use);
      }
    }
    return Optional.empty();
  }

  private void follow(Use use) {
    if (!own.isOwn(use.className()) || !classes.names().contains(use.className())) {
      return;
    }
    if (use.kind() == Use.Kind.NEW && made.add(use.className())) {
      overriding(use.className()).forEach(this::add);
    }
    if (use.kind() == Use.Kind.NEW || use.kind() == Use.Kind.STATIC) {
      add(new Place(use.className(), ConstantDescs.CLASS_INIT_NAME + "()V"));
    }
    if (!use.member().isEmpty()) {
      declaring(use.className(), use.member()).ifPresent(this::add);
    }
  }

  /** The method that a call of a class finds, if it is of the module's own code. */
  private Optional<Place> declaring(String className, String member) {
    String name = className;
    for (Optional<ClassModel> model = classes.model(name); model.isPresent(); ) {
      if (model.get().methods().stream().anyMatch(one -> Use.member(one).equals(member))) {
        return Optional.of(new Place(name, member));
      }
      name =
          model.get().superclass().map(one -> ClassNames.element(one.asInternalName())).orElse("");
      model =
          own.isOwn(name) && classes.names().contains(name)
              ? classes.model(name)
              : Optional.empty();
    }
    return Optional.empty();
  }

  /** Methods that a caller may call which knows a supertype only. */
  private Stream<Place> overriding(String className) {
    return classes.model(className).stream()
        .flatMap(model -> model.methods().stream().filter(one -> overrides(model, one)))
        .map(method -> new Place(className, Use.member(method)));
  }

  private boolean overrides(ClassModel model, MethodModel method) {
    if (method.flags().has(AccessFlag.STATIC)
        || method.flags().has(AccessFlag.PRIVATE)
        || method.methodName().stringValue().startsWith("<")) {
      return false;
    }
    return Stream.concat(model.superclass().stream(), model.interfaces().stream())
        .map(type -> ClassNames.element(type.asInternalName()))
        .anyMatch(type -> classes.declares(type, method));
  }
}
