package io.baton.code.calling;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.baton.api.code.ModuleUnavailableException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.spi.Modules;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The switch of one module: every qualified call site of it, and where they lead. A call site that
 * has not been used since the last switch leads to its linker, which finds the function in what is
 * current; from then on the call costs what a direct call costs.
 */
public final class ModuleSwitch implements Modules.Named {
  /** Written under the lock by the lane of the module, read by linkers. */
  private volatile State state;

  /**
   * Set under the lock by the lane of the module while its first version is on its way, read by
   * callers.
   */
  private volatile @Nullable CompletableFuture<?> arrival;

  /**
   * Completed, and replaced under the lock, when calls may lead elsewhere: at each switch, and when
   * a version's object goes or comes. Read by callers that wait.
   */
  private volatile CompletableFuture<Void> change = new CompletableFuture<>();

  private final String name;
  private final Arrivals arrivals;

  /** Where calls led before; written before {@link #state}. Weak: it goes with its version. */
  private volatile WeakReference<Target.Callable> before = new WeakReference<>(null);

  /**
   * Guards what links lead to. Callers only try it, and hold it for a moment in which they cannot
   * be unmounted: if a virtual thread had to wait for it while others occupy all carriers, every
   * later caller would wait as long, and that may be a load.
   */
  private final ReentrantLock lock = new ReentrantLock();

  /** Anyone adds; the lane removes. Weak: a link lives as long as the view it is in. */
  private final Queue<WeakReference<Link>> links = new ConcurrentLinkedQueue<>();

  /** State of the switch: it leads to a target, or to one of two. */
  sealed interface State permits Target, Switching.Step {
    /** The target at this moment. */
    Target target();
  }

  /** Something that leads to the current target once it has been used, and to nowhere before. */
  interface Link {
    /** Forgets the target. Must not call anything. */
    void unlink();
  }

  /**
   * A switch that leads nowhere yet.
   *
   * @param module name of the module
   * @param arrivals how callers wait for the module's first version
   */
  ModuleSwitch(String module, Arrivals arrivals) {
    name = module;
    this.arrivals = arrivals;
    state = new Target(module, null);
  }

  @Override
  public String module() {
    return name;
  }

  @Override
  public Optional<Modules.Bound> find() {
    return Optional.ofNullable(current().code());
  }

  @Override
  public Modules.Bound bind() {
    Target target = awaitFirst();
    Target.Callable code = target.code();
    if (code != null) {
      return code;
    }
    Absence gone = target.gone();
    throw gone == null
        ? new UndefinedFunctionException(
            "the module %s is not loaded; load it first".formatted(target.module()))
        : unavailable(target, gone);
  }

  /**
   * Returns where qualified calls lead now.
   *
   * @return the target of the last switch
   */
  public Target current() {
    return state.target();
  }

  /** The same, but if the module's first version is on its way, waits for it, or loads it. */
  private Target awaitFirst() {
    while (true) {
      CompletableFuture<?> awaited = arrival;
      Target target = current();
      if (target.code() != null || target.gone() != null) {
        return target;
      }
      boolean isWorthALook = awaited == null ? arrivals.load(name) : arrivals.await(name, awaited);
      if (!isWorthALook) {
        return target;
      }
    }
  }

  /**
   * The same for a call: if nothing serves it, but something is expected to, waits for that. Blocks
   * then; a process that gets an exit signal meanwhile, ends.
   *
   * @return where the call leads
   * @throws ModuleUnavailableException if what was there has not come back in time
   */
  public Target reached() {
    return reached(true);
  }

  /** The same for a process that continues with a call: that has no caller, and waits on. */
  Target reachedByTurn() {
    return reached(false);
  }

  private Target reached(boolean bounded) {
    while (true) {
      CompletableFuture<Void> next = change;
      Target target = awaitFirst();
      Absence absence = target.absence();
      if (absence == null) {
        return target;
      }
      await(target, absence, bounded, next);
    }
  }

  /** The object of a version, which need not be current; waits for it without a bound. */
  Object awaitObject(Target.Callable code) {
    while (true) {
      CompletableFuture<Void> next = change;
      Absence absence = code.object().absence();
      if (absence == null) {
        return code.instance();
      }
      await(new Target(name, code), absence, false, next);
    }
  }

  private void await(
      Target target, Absence absence, boolean bounded, CompletableFuture<Void> next) {
    Target.Callable code = target.code();
    if (code != null && code.object().isCalledByItself()) {
      throw new ModuleUnavailableException(
          ("%s is called by its own component while that is activated or deactivated; call the"
                  + " object itself there, and not the module")
              .formatted(code.version()));
    }
    Duration left = absence.left();
    if (bounded && left.isZero()) {
      throw unavailable(target, absence);
    }
    CompletableFuture<?> end =
        bounded ? next.copy().completeOnTimeout(null, left.toNanos(), NANOSECONDS) : next;
    if (!arrivals.await(name, end)) {
      throw unavailable(target, absence);
    }
  }

  private static ModuleUnavailableException unavailable(Target target, Absence absence) {
    Target.Callable code = target.code();
    return absence.error(code == null ? target.module() : code.version());
  }

  @Override
  public Optional<Modules.Gap> gap() {
    CompletableFuture<Void> next = change;
    Target target = current();
    Absence absence = target.absence();
    return absence == null ? Optional.empty() : Optional.of(new OpenGap(target, absence, next));
  }

  @Override
  public Optional<Modules.Gap> gap(Modules.Bound version) {
    CompletableFuture<Void> next = change;
    if (!(version instanceof Target.Callable code)) {
      return Optional.empty();
    }
    Absence absence = code.object().absence();
    return absence == null
        ? Optional.empty()
        : Optional.of(new OpenGap(new Target(name, code), absence, next));
  }

  /** End of a gap, for callers that do not call by a view. */
  private record OpenGap(Target target, Absence absence, CompletableFuture<Void> change)
      implements Modules.Gap {
    @Override
    public Duration left() {
      return absence.left();
    }

    @Override
    public void whenChanged(Runnable changed) {
      var _ = change.thenRun(changed);
    }

    @Override
    public ModuleUnavailableException error() {
      return unavailable(target, absence);
    }
  }

  /**
   * Lets calls find out again what they reach: the object of a version has gone, or has come. When
   * this returns, no thread starts a call that leads to an object which had gone before.
   */
  public void changed() {
    List<MutableCallSite> sites = new ArrayList<>();
    CompletableFuture<Void> before;
    lock.lock();
    try {
      unlink(sites);
      before = next();
    } finally {
      lock.unlock();
    }
    MutableCallSite.syncAll(sites.toArray(MutableCallSite[]::new));
    before.complete(null);
  }

  /** Called under the lock. */
  private CompletableFuture<Void> next() {
    CompletableFuture<Void> before = change;
    change = new CompletableFuture<>();
    return before;
  }

  /**
   * Lets calls of the module, which leads nowhere, wait from now on.
   *
   * @return to be called when its first version has arrived, or does not come
   */
  public Runnable expectFirst() {
    var arrived = new CompletableFuture<Void>();
    List<MutableCallSite> sites = new ArrayList<>();
    lock.lock();
    try {
      arrival = arrived;
      unlink(sites);
    } finally {
      lock.unlock();
    }
    MutableCallSite.syncAll(sites.toArray(MutableCallSite[]::new));
    return () -> {
      arrival = null;
      arrived.complete(null);
    };
  }

  /** The version whose code a loader has; null if that is neither current nor the one before. */
  Target.@Nullable Callable version(@Nullable ClassLoader loader) {
    Target.Callable now = current().code();
    if (now != null && now.loader() == loader) {
      return now;
    }
    Target.Callable last = before.get();
    return last != null && last.loader() == loader ? last : null;
  }

  @Override
  public Optional<Modules.Bound> before() {
    return Optional.ofNullable(before.get());
  }

  /**
   * Makes every qualified call lead elsewhere. When it returns, no thread starts a call that leads
   * where they led before.
   *
   * @param next the new target
   */
  public void switchTo(Target next) {
    Switching.all(List.of(new Switching.Move(this, next)));
  }

  /**
   * Leads elsewhere, and unlinks every site; what must still be made visible is added to the list.
   */
  void lead(Switching.Step step, List<MutableCallSite> sites) {
    lock.lock();
    try {
      Target.Callable last = current().code();
      if (last != null) {
        before = new WeakReference<>(last);
      }
      state = step;
      unlink(sites);
    } finally {
      lock.unlock();
    }
  }

  /** Leads to a target for good. */
  void lead(Target next) {
    CompletableFuture<Void> before;
    lock.lock();
    try {
      state = next;
      before = next();
    } finally {
      lock.unlock();
    }
    before.complete(null);
  }

  private void unlink(List<MutableCallSite> sites) {
    links.removeIf(reference -> {
      Link link = reference.get();
      if (link != null) {
        link.unlink();
      }
      if (link instanceof QualifiedSite site) {
        sites.add(site);
      }
      return link == null;
    });
  }

  void add(Link link) {
    links.add(new WeakReference<>(link));
  }

  /**
   * Links, unless another thread is about to, or a switch is under way: then a later call may.
   *
   * @param object what was found there
   * @return false if the module has been switched away from the target, or that has another object;
   *     nothing was done then
   */
  boolean link(Target to, @Nullable Object object, Runnable link) {
    if (lock.tryLock()) {
      try {
        if (state == to && to.isServedBy(object) && to.code() != null) {
          link.run();
        }
      } finally {
        lock.unlock();
      }
    }
    return current() == to && to.isServedBy(object);
  }
}
