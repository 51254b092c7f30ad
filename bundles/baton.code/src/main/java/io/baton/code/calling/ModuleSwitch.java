package io.baton.code.calling;

import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.spi.Modules;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The switch of one module: every qualified call site of it, and where they lead. A call site that
 * has not been used since the last switch leads to its linker, which finds the function in what is
 * current; from then on the call costs what a direct call costs.
 */
public final class ModuleSwitch implements Modules.Named {
  /** Written under the monitor by the lane of the module, read by linkers. */
  private volatile Target current;

  /** Guarded by the monitor. Weak: a link lives as long as the view it is in. */
  private final List<WeakReference<Link>> links = new ArrayList<>();

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

  /**
   * Makes every qualified call lead elsewhere. When it returns, no thread starts a call that leads
   * where they led before.
   *
   * @param next the new target
   */
  public synchronized void switchTo(Target next) {
    current = next;
    List<MutableCallSite> sites = new ArrayList<>(links.size());
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
    MutableCallSite.syncAll(sites.toArray(MutableCallSite[]::new));
  }

  synchronized void add(Link link) {
    links.add(new WeakReference<>(link));
  }

  /** False if the module has been switched away from the target; nothing was done then. */
  synchronized boolean link(Target to, Runnable link) {
    if (current != to) {
      return false;
    }
    link.run();
    return true;
  }
}
