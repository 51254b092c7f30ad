package io.baton.weaving.point;

import io.baton.spi.LoaderMarks;
import io.baton.spi.Safepoints;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The safepoints of one version: open, or with checks that every thread runs. */
public final class Gate {
  private static final MethodType TYPE = MethodType.methodType(void.class);
  private static final MethodHandle ENTERING = handle("entering");
  private static final MethodHandle LOOPING = handle("looping");
  private static final MethodHandle USING_DATA = handle("usingData");

  private final long number;

  /** The version's own: others that belong to it may go before it. */
  private final WeakReference<ClassLoader> home;

  private final long born;
  private final CallSites sites = new CallSites();

  /** For class files that cannot have call sites; guarded by the monitor. */
  private @Nullable StaticSafepoints statics;

  /** The threads that run code of the version that stack traces do not show. */
  private final HiddenFrames hidden = new HiddenFrames();

  /** Name of the module; written when its first class is woven, read by threads of the version. */
  private volatile @Nullable String module;

  /** How stack traces show the version; written when its first class is woven. */
  private volatile String mark;

  /** Whether stack traces show the mark with the loader; guarded by the monitor. */
  private boolean homeIsMarked;

  /** Written by the weaver, read by threads that watch the version. */
  private volatile boolean everyEntry = true;

  /** Written by threads that weave, once the version is seen to import this package. */
  private volatile boolean imported;

  /** Written under the monitor, together with the sites' targets; read at safepoints. */
  private volatile Safepoints.Check[] checks = {};

  Gate(long number, long born, ClassLoader version) {
    this.number = number;
    home = new WeakReference<>(version);
    this.born = born;
    mark = "#" + number;
  }

  private static MethodHandle handle(String method) {
    try {
      return MethodHandles.lookup().findVirtual(Gate.class, method, TYPE);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Returns the version's number.
   *
   * @return as stack traces show it
   */
  public long number() {
    return number;
  }

  /**
   * Returns how stack traces show the version.
   *
   * @return such as {@code 2.0.0#7}
   */
  public String mark() {
    return mark;
  }

  /**
   * Sets which version this is, and thereby how stack traces show it.
   *
   * @param of name of the module
   * @param version such as {@code 2.0.0}
   */
  public void isOf(String of, String version) {
    module = of;
    mark = version + "#" + number;
  }

  /**
   * Returns the name of the module.
   *
   * @return empty before the first class is woven
   */
  public Optional<String> module() {
    return Optional.ofNullable(module);
  }

  /**
   * Returns which threads run methods of hidden classes of the version.
   *
   * @return live
   */
  public HiddenFrames hidden() {
    return hidden;
  }

  /**
   * Returns when the version got its number.
   *
   * @return by {@link Gates#clock()}; none of its code has run before
   */
  public long born() {
    return born;
  }

  /**
   * Returns whether each method with code has a safepoint at its entry.
   *
   * @return false if one was too large for it
   */
  public boolean hasEveryEntry() {
    return everyEntry;
  }

  /** Records that a method was too large for a safepoint. */
  public void missesAnEntry() {
    everyEntry = false;
  }

  /**
   * Returns whether the classes of the version are known to find safepoints.
   *
   * @return false until {@link #imports()} was called
   */
  public boolean isImported() {
    return imported;
  }

  /** Records that the version imports the package of safepoints. */
  public void imports() {
    imported = true;
  }

  /** Marks the version's own loader; returns whether it had no mark. */
  synchronized boolean marksHome() {
    ClassLoader version = home.get();
    boolean marks = !homeIsMarked && version != null && LoaderMarks.set(version, mark);
    homeIsMarked |= marks;
    return marks;
  }

  CallSite site(String kind) {
    return sites.of(kind);
  }

  /**
   * Finds the class whose static methods are the safepoints of class files that cannot have call
   * sites.
   *
   * @param loader of the version, or one that belongs to it
   * @param classFile makes the class file of a class of that name, if there is none to be used
   * @return the name of the class; always the same for the same version
   */
  public synchronized String staticSafepoints(
      ClassLoader loader, Function<String, byte[]> classFile) {
    if (statics == null) {
      ClassLoader version = home.get();
      statics = StaticSafepoints.take(version == null ? loader : version, number, classFile);
      statics.set(number, targets());
    }
    return statics.className();
  }

  /**
   * See {@link Safepoints#arm}.
   *
   * @param check run from now on
   */
  public synchronized void arm(Safepoints.Check check) {
    int many = checks.length;
    Safepoints.Check[] more = Arrays.copyOf(checks, many + 1);
    more[many] = check;
    checks = more;
    if (many == 0) {
      set(targets());
    }
  }

  /**
   * Disarms a check.
   *
   * @param check nothing happens if it is not armed
   */
  public synchronized void disarm(Safepoints.Check check) {
    int many = checks.length;
    checks = Arrays.stream(checks).filter(other -> other != check).toArray(Safepoints.Check[]::new);
    if (many > 0 && checks.length == 0) {
      set(targets());
    }
  }

  /** Returns whether a static initialiser of the version may be ended. */
  boolean endsInitialisers() {
    return Arrays.stream(checks).anyMatch(Safepoints.Check::endsInitialisers);
  }

  private CallSites.Targets targets() {
    return checks.length == 0
        ? CallSites.Targets.NONE
        : new CallSites.Targets(
            ENTERING.bindTo(this), LOOPING.bindTo(this), USING_DATA.bindTo(this));
  }

  private void set(CallSites.Targets targets) {
    sites.set(targets);
    if (statics != null) {
      statics.set(number, targets);
    }
  }

  /**
   * Runs every check, including one that is armed meanwhile: a thread that one check has delayed
   * must not pass another that is armed by then.
   */
  void entering() {
    Safepoints.Check[] met;
    do {
      met = checks;
      for (Safepoints.Check check : met) {
        check.entering(number);
      }
    } while (met != checks);
  }

  void usingData() {
    for (Safepoints.Check check : checks) {
      check.usingData(number);
    }
  }

  void looping() {
    for (Safepoints.Check check : checks) {
      check.looping(number);
    }
  }
}
