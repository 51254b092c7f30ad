package io.baton.code.calling;

import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.spi.Modules;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
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
  private volatile Target current;

  /** Where calls led before; written before {@link #current}. Weak: it goes with its version. */
  private volatile WeakReference<Target.Callable> before = new WeakReference<>(null);

  /**
   * Guards what links lead to. Callers only try it, and hold it for a moment in which they cannot
   * be unmounted: if a virtual thread had to wait for it while others occupy all carriers, whoever
   * comes after it would wait as long, and that may be a load.
   */
  private final ReentrantLock lock = new ReentrantLock();

  /** Anyone adds; the lane removes. Weak: a link lives as long as the view it is in. */
  private final Queue<WeakReference<Link>> links = new ConcurrentLinkedQueue<>();

  /** Something that leads to the current target once it has been used, and to nowhere before. */
  interface Link {
    /** Forgets the target. Must not call anything. */
    void unlink();
  }

  /**
   * A switch that leads nowhere yet.
   *
   * @param module name of the module
   */
  public ModuleSwitch(String module) {
    current = new Target(module, null);
  }

  @Override
  public String module() {
    return current.module();
  }

  @Override
  public Modules.Bound bind() {
    Target target = current;
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
    return current;
  }

  /** The version whose code a loader has; null if that is neither current nor the one before. */
  Target.@Nullable Callable version(@Nullable ClassLoader loader) {
    Target.Callable now = current.code();
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
    List<MutableCallSite> sites = new ArrayList<>();
    lock.lock();
    try {
      Target.Callable last = current.code();
      if (last != null) {
        before = new WeakReference<>(last);
      }
      current = next;
      unlink(sites);
    } finally {
      lock.unlock();
    }
    MutableCallSite.syncAll(sites.toArray(MutableCallSite[]::new));
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
   * Links, unless somebody else is about to: then the next call may. False if the module has been
   * switched away from the target; nothing was done then.
   */
  boolean link(Target to, Runnable link) {
    if (lock.tryLock()) {
      try {
        if (current == to) {
          link.run();
        }
      } finally {
        lock.unlock();
      }
    }
    return current == to;
  }
}
