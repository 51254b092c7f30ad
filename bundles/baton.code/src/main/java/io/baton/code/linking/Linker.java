package io.baton.code.linking;

import io.baton.api.code.LoadResult;
import io.baton.code.linking.Packages.Absence;
import io.baton.spi.Log;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Loads and links every class of a version before it becomes current, as Erlang does. What the
 * module's own code needs and cannot have is found before anything has switched. What it may do
 * without (optional parts of libraries, classes whose use is guarded) is a warning, and an error
 * where it is used, as in any bundle: see decision 0006.
 */
public final class Linker {
  private static final Log LOG = Log.of("io.baton.code");

  /** Names in one warning; a library may refer to hundreds of classes that are not there. */
  private static final int NAMED = 10;

  private final String what;
  private final LocalClasses classes;
  private final OwnCode own;
  private final Packages packages;
  private final Map<String, Failure> failures = new LinkedHashMap<>();

  /** Classes that own code names, and whether each is absent. */
  private final Map<String, Boolean> judged = new HashMap<>();

  /** Classes that are absent, and what refers to each. */
  private final Map<String, String> absent = new LinkedHashMap<>();

  private Linker(BundleWiring wiring, OwnCode own, String what) {
    this.what = what;
    this.own = own;
    List<String> names = ClassNames.in(wiring);
    classes = new LocalClasses(wiring.getClassLoader(), names);
    packages = new Packages(wiring.getRevision(), names);
  }

  /**
   * Links all classes of a bundle. No class is initialised. What is absent and not needed is logged
   * once.
   *
   * @param wiring of the version
   * @param what to call it
   * @return what keeps it from running; empty if nothing does
   */
  public static Optional<LoadResult.Refused> link(BundleWiring wiring, String what) {
    return link(wiring, OwnCode.of(wiring.getBundle()), what);
  }

  static Optional<LoadResult.Refused> link(BundleWiring wiring, OwnCode own, String what) {
    return new Linker(wiring, own, what).link();
  }

  private Optional<LoadResult.Refused> link() {
    for (Failure failure : classes.link()) {
      if (!failure.isNoClassOfTheBundle()) {
        failures.put(failure.className(), failure);
      }
    }
    Optional<LoadResult.Refused> refused =
        lostByOwnClass().or(this::lostInOwnCode).or(this::unusableRoot).or(this::reached);
    if (refused.isEmpty()) {
      warn();
    }
    return refused;
  }

  /** An own class that does not link because of what should be there. */
  private Optional<LoadResult.Refused> lostByOwnClass() {
    return failures.values().stream()
        .filter(failure -> own.isOwn(failure.className()))
        .filter(failure -> absence(failure) == Absence.LOST && !isGuarded(failure.className()))
        .findFirst()
        .map(failure -> notLinked(failure.className(), failure.cause()));
  }

  /** Returns what is broken in another way than that something is absent should not be. */
  private Absence absence(Failure failure) {
    Optional<String> missing = failure.missing();
    if (missing.isEmpty()) {
      return Absence.LOST;
    }
    Failure deeper = failures.get(missing.get());
    return deeper == null || deeper == failure ? packages.absence(missing.get()) : absence(deeper);
  }

  /** Returns whether all of the module's own code that uses a class catches what that throws. */
  private boolean isGuarded(String className) {
    Map<Use.Guard, Long> guards =
        ownClasses()
            .filter(name -> !name.equals(className))
            .flatMap(name -> uses(name, className))
            .collect(Collectors.groupingBy(Use::guard, Collectors.counting()));
    return guards.keySet().equals(Set.of(Use.Guard.CATCH));
  }

  private Stream<String> ownClasses() {
    return classes.names().stream().filter(own::isOwn);
  }

  private Stream<Use> uses(String className, String used) {
    if (!classes.named(className).contains(used)) {
      return Stream.empty();
    }
    return classes.model(className).stream()
        .flatMap(model -> model.methods().stream())
        .flatMap(method -> Uses.in(method).stream())
        .filter(use -> use.className().equals(used));
  }

  /** A class that should be there, and that only the code of a method needs. */
  private Optional<LoadResult.Refused> lostInOwnCode() {
    for (String name : ownClasses().filter(this::links).toList()) {
      for (String used : absentIn(name)) {
        absent.putIfAbsent(used, name);
        if (packages.absence(used) == Absence.LOST
            && uses(name, used).anyMatch(use -> use.guard() != Use.Guard.CATCH)) {
          return Optional.of(notLinked(name, "its code needs " + used + ", which is not there"));
        }
      }
    }
    return Optional.empty();
  }

  private boolean links(String name) {
    Failure failure = failures.get(name);
    return failure == null || failure.inSignatures();
  }

  private List<String> absentIn(String name) {
    List<String> found = new ArrayList<>();
    for (String used : classes.named(name)) {
      if (isAbsent(used)) {
        found.add(used);
      }
    }
    return found;
  }

  /** Returns whether a class is absent, and not left to its use. Most are named by many classes. */
  private boolean isAbsent(String used) {
    return judged.computeIfAbsent(
        used, _ -> !packages.isLeftToItsUse(used) && !classes.isPresent(used));
  }

  /**
   * A class that the framework makes an object of. A component is left out if its bundle declares
   * that what it needs is optional.
   */
  private Optional<LoadResult.Refused> unusableRoot() {
    return own.roots().stream()
        .flatMap(root -> Optional.ofNullable(failures.get(root)).stream())
        .filter(failure -> !failure.inSignatures() && absence(failure) != Absence.DECLARED)
        .findFirst()
        .map(failure -> notLinked(failure.className(), failure.cause()));
  }

  /**
   * Returns what the module's own code gets to without a guard, and no header declares to be
   * optional.
   */
  private Optional<LoadResult.Refused> reached() {
    if (failures.isEmpty() && absent.isEmpty()) {
      return Optional.empty();
    }
    return new Reach(classes, own, this::isUnusable)
        .first()
        .map(found ->
            notLinked(
                found.className(),
                "its method %s needs %s without a guard: %s"
                    .formatted(found.method(), found.needed(), why(found.needed()))));
  }

  private boolean isUnusable(String name) {
    Failure failure = failures.get(name);
    return failure == null
        ? absent.containsKey(name) && packages.absence(name) == Absence.UNKNOWN
        : !failure.inSignatures() && absence(failure) != Absence.DECLARED;
  }

  private String why(String needed) {
    Failure failure = failures.get(needed);
    return failure == null
        ? "it is neither in the bundle nor in a package that it imports"
        : "it does not link: " + failure.cause();
  }

  private LoadResult.Refused notLinked(String className, String cause) {
    return new LoadResult.NotLinked(what, className, cause);
  }

  private void warn() {
    for (Failure failure : failures.values()) {
      absent.putIfAbsent(
          failure.missing().orElseGet(() -> failure.className() + ": " + failure.cause()),
          failure.className());
    }
    if (!absent.isEmpty()) {
      String named =
          absent.entrySet().stream()
              .limit(NAMED)
              .map(one -> "%s (for %s)".formatted(one.getKey(), one.getValue()))
              .collect(Collectors.joining(", "));
      int more = absent.size() - NAMED;
      LOG.log(
          System.Logger.Level.WARNING,
          what
              + " is loaded without classes that its bundle refers to: "
              + named
              + (more > 0 ? " and " + more + " more" : "")
              + "; what needs them fails with NoClassDefFoundError");
    }
  }
}
