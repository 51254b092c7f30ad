package io.baton.code.framework.wire;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.WiredBundle;
import io.baton.spi.Log;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Versions that are gone, but whose classes bundles are still wired to. The framework keeps such a
 * version in memory until these bundles are refreshed, and then still, because no request has named
 * it: so it is released here, once nothing but uninstalled bundles depends on it.
 */
public final class PurgedWirings implements BundleListener, FrameworkListener {
  private static final Log LOG = Log.of("io.baton.code");

  private final BundleContext context;
  private final Executor aside;
  private final FragmentCopies fragments;

  /** Written once, when this begins to listen; read by checks. */
  private volatile Runnable unwired = () -> {};

  /** Added to by lanes, removed from by checks, read by any thread. */
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /** Set by events, cleared by the check that follows. */
  private final AtomicBoolean isCheckDue = new AtomicBoolean();

  /**
   * A version that is gone.
   *
   * @param id null if it was never ready
   * @param wiring of its bundle; weak, since the framework alone decides how long it is kept
   * @param wasCurrent false if its load failed
   */
  private record Entry(
      String module,
      @Nullable ModuleVersion id,
      WeakReference<BundleWiring> wiring,
      boolean wasCurrent) {
    Stream<WiredBundle> users() {
      BundleWiring now = wiring.get();
      return now == null || id == null || !wasCurrent
          ? Stream.of()
          : WiredBundles.of(id, now, _ -> true).stream();
    }

    boolean isInUse() {
      BundleWiring now = wiring.get();
      return now != null && now.isInUse();
    }
  }

  /**
   * Creates an empty set.
   *
   * @param context the code server's
   * @param aside runs checks, which may wait for the framework
   * @param fragments whose copies go with their versions
   */
  public PurgedWirings(BundleContext context, Executor aside, FragmentCopies fragments) {
    this.context = context;
    this.aside = aside;
    this.fragments = fragments;
  }

  /**
   * Begins to listen to the framework.
   *
   * @param informed runs when bundles may have been unwired from versions
   */
  public void open(Runnable informed) {
    unwired = informed;
    context.addBundleListener(this);
    context.addFrameworkListener(this);
  }

  /** Stops listening; what is in memory stays. */
  public void close() {
    context.removeBundleListener(this);
    context.removeFrameworkListener(this);
  }

  /**
   * Notes a version whose bundle is about to be uninstalled.
   *
   * @param id the version
   * @param wiring of its bundle
   * @param wasCurrent false if its load failed
   */
  public void add(ModuleVersion id, BundleWiring wiring, boolean wasCurrent) {
    entries.add(new Entry(id.module(), id, new WeakReference<>(wiring), wasCurrent));
  }

  /** Notes a version that was not even ready, before its bundle is uninstalled. */
  void add(String module, BundleWiring wiring) {
    entries.add(new Entry(module, null, new WeakReference<>(wiring), false));
  }

  /**
   * Returns the bundles that are wired to versions of a module that are gone.
   *
   * @param module name of the module
   */
  public List<WiredBundle> users(String module) {
    return entries.stream()
        .filter(entry -> entry.module().equals(module))
        .flatMap(Entry::users)
        .toList();
  }

  /** Returns whether a revision is of a version that is gone. Called by the resolver. */
  boolean contains(BundleRevision revision) {
    BundleWiring wiring = revision.getWiring();
    return wiring != null && entries.stream().anyMatch(entry -> entry.wiring().refersTo(wiring));
  }

  /** Returns the names of the modules that have a version which is gone and still wired to. */
  public Collection<String> modules() {
    var modules = new TreeSet<String>();
    entries.forEach(entry -> modules.add(entry.module()));
    modules.removeIf(module -> users(module).isEmpty());
    return modules;
  }

  /** Returns the wirings of versions that are gone, as long as they are in use. */
  public List<BundleWiring> inUse() {
    return entries.stream()
        .map(entry -> entry.wiring().get())
        .filter(wiring -> wiring != null && wiring.isInUse())
        .toList();
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.UNINSTALLED) {
      check();
    }
  }

  @Override
  public void frameworkEvent(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
      check();
    }
  }

  private void check() {
    boolean isEmpty = entries.isEmpty() && fragments.isEmpty();
    if (!isEmpty && isCheckDue.compareAndSet(false, true)) {
      aside.execute(() -> {
        isCheckDue.set(false);
        release();
      });
    }
  }

  /** Has the framework remove what no living bundle depends on. */
  private void release() {
    FrameworkWiring wiring =
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    try {
      fragments.sweep(this::contains);
      entries.removeIf(entry -> !entry.isInUse());
      for (Entry entry : entries) {
        release(entry, wiring);
      }
      unwired.run();
    } catch (IllegalStateException e) {
      LOG.log(Level.DEBUG, "the framework is stopping", e);
    }
  }

  private static void release(Entry entry, FrameworkWiring framework) {
    BundleWiring gone = entry.wiring().get();
    if (gone != null && gone.getBundle().getState() == Bundle.UNINSTALLED) {
      Collection<Bundle> closure = framework.getDependencyClosure(List.of(gone.getBundle()));
      if (closure.stream().allMatch(bundle -> mayGo(bundle, entry))) {
        framework.refreshBundles(closure);
      }
    }
  }

  /**
   * Returns whether a refresh touches nothing that runs. A load that has failed may have resolved
   * bundles that wait for its packages; they become what they were.
   */
  private static boolean mayGo(Bundle bundle, Entry entry) {
    int state = bundle.getState();
    return state == Bundle.UNINSTALLED
        || (!entry.wasCurrent() && (state & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0);
  }
}
