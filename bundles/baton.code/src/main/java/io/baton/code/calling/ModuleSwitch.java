package io.baton.code.calling;

import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.spi.Modules;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
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

  private final String name;
  private final Arrivals arrivals;

  /** Where calls led before; written before {@link #state}. Weak: it goes with its version. */
  private volatile WeakReference<Target.Callable> before = new WeakReference<>(null);

  /**
   * Guards what links lead to. Callers only try it, and hold it for a moment in which they cannot
   * be unmounted: if a virtual thread had to wait for it while others occupy all carriers, whoever
   * comes after it would wait as long, and that may be a load.
   */
  private final ReentrantLock lock = new ReentrantLock();

  /** Anyone adds; the lane removes. Weak: a link lives as long as the view it is in. */
  private final Queue<WeakReference<Link>> links = new ConcurrentLinkedQueue<>();

  /** Where the module leads: to a target, or to one of two. */
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
  public Modules.Bound bind() {
    Target target = reached();
    Target.Callable code = target.code();
    if (code == null) {
      throw new UndefinedFunctionException(
          "the module %s is not loaded; load it first".formatted(target.module()));
    }
    return code;
  }

  /**
   * Where qualified calls lead now.
   *
   * @return the target of the last switch
   */
  public Target current() {
    return state.target();
  }

  /**
   * The same for a call: if the module's first version is on its way, waits for it. Blocks then; a
   * process that is told to end meanwhile, ends.
   *
   * @return where the call leads
   */
  public Target reached() {
    while (true) {
      CompletableFuture<?> awaited = arrival;
      Target target = current();
      if (target.code() != null || awaited == null || !arrivals.await(name, awaited)) {
        return target;
      }
    }
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
    lock.lock();
    try {
      state = next;
    } finally {
      lock.unlock();
    }
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
   * Links, unless somebody else is about to, or a switch is under way: then a later call may. False
   * if the module has been switched away from the target; nothing was done then.
   */
  boolean link(Target to, Runnable link) {
    if (lock.tryLock()) {
      try {
        if (state == to && (arrival == null || to.code() != null)) {
          link.run();
        }
      } finally {
        lock.unlock();
      }
    }
    return current() == to;
  }
}
