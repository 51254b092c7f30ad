package io.baton.code.framework.wire;

import io.baton.code.framework.bundle.SideBySideInstallHook;
import io.baton.spi.Log;
import io.baton.spi.identity.ModuleIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Gives each version fragments of its own. A fragment that is attached to two versions would tie
 * them together: the framework keeps the old one in memory for as long as the fragment is attached,
 * and detaches it only by a refresh, which would restart the current version. So a copy of each
 * fragment that fits is installed for a version before it is resolved, and goes with the version.
 *
 * <p>A version keeps the fragments that were there when it was loaded.
 */
public final class FragmentCopies implements SynchronousBundleListener {
  private static final Log LOG = Log.of("io.baton.code");

  /** Location of a copy: the numbers of host and fragment, and one that makes it unique. */
  private static final Pattern COPY = Pattern.compile("baton:fragment:(\\d+):(\\d+):\\d+");

  private final BundleContext context;

  /** The host of each copy. Written as bundles are installed, read by the resolver. */
  private final ConcurrentMap<Bundle, BundleRevision> hosts = new ConcurrentHashMap<>();

  /** The fragments of which a host has a copy. Written likewise, read by the resolver. */
  private final ConcurrentMap<BundleRevision, Set<Bundle>> copied = new ConcurrentHashMap<>();

  /**
   * Creates an empty set.
   *
   * @param context the code server's
   */
  public FragmentCopies(BundleContext context) {
    this.context = context;
  }

  /** Begins to make copies, after it has found those that there are. */
  void open() {
    for (Bundle bundle : context.getBundles()) {
      recall(bundle);
    }
    context.addBundleListener(this);
    for (Bundle host : context.getBundles()) {
      for (Bundle fragment : context.getBundles()) {
        copyIfItFits(fragment, host.adapt(BundleRevision.class));
      }
    }
  }

  void close() {
    context.removeBundleListener(this);
  }

  /** A copy that was made before the framework was started again. */
  private void recall(Bundle copy) {
    Matcher location = COPY.matcher(copy.getLocation());
    if (location.matches()) {
      Bundle host = context.getBundle(Long.parseLong(location.group(1)));
      BundleRevision revision = host == null ? null : host.adapt(BundleRevision.class);
      if (revision == null) {
        uninstall(copy);
      } else {
        note(copy, revision, context.getBundle(Long.parseLong(location.group(2))));
      }
    }
  }

  private void note(Bundle copy, BundleRevision host, @Nullable Bundle fragment) {
    hosts.put(copy, host);
    if (fragment != null) {
      copied.computeIfAbsent(host, _ -> ConcurrentHashMap.newKeySet()).add(fragment);
    }
  }

  /** The version that a copy was made for; null if the bundle is no copy. */
  @Nullable BundleRevision hostOf(Bundle fragment) {
    return hosts.get(fragment);
  }

  /** Returns whether a fragment may be attached to a bundle that its header allows. */
  boolean mayAttach(Bundle fragment, BundleRevision host) {
    BundleRevision own = hosts.get(fragment);
    return own == null ? !copied.getOrDefault(host, Set.of()).contains(fragment) : own == host;
  }

  /** Runs before the bundle can be resolved, on the thread that has installed it. */
  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    boolean isNew =
        event.getType() == BundleEvent.INSTALLED || event.getType() == BundleEvent.UPDATED;
    if (!isNew || revision == null || COPY.matcher(bundle.getLocation()).matches()) {
      return;
    }
    if (isFragment(revision)) {
      for (Bundle host : context.getBundles()) {
        copyIfItFits(bundle, host.adapt(BundleRevision.class));
      }
    } else if (isVersion(revision)) {
      for (Bundle fragment : context.getBundles()) {
        copyIfItFits(fragment, revision);
      }
    }
  }

  private void copyIfItFits(Bundle fragment, @Nullable BundleRevision host) {
    BundleRevision revision = fragment.adapt(BundleRevision.class);
    if (host != null
        && revision != null
        && isVersion(host)
        && host.getWiring() == null
        && isFragment(revision)
        && !hosts.containsKey(fragment)
        && mayAttach(fragment, host)
        && fits(revision, host)) {
      copy(fragment, host);
    }
  }

  private static boolean isFragment(BundleRevision revision) {
    return (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }

  private static boolean isVersion(BundleRevision revision) {
    return ModuleIdentity.isModule(revision);
  }

  private static boolean fits(BundleRevision fragment, BundleRevision host) {
    for (BundleRequirement requirement :
        fragment.getDeclaredRequirements(HostNamespace.HOST_NAMESPACE)) {
      for (BundleCapability capability :
          host.getDeclaredCapabilities(HostNamespace.HOST_NAMESPACE)) {
        if (requirement.matches(capability)) {
          return true;
        }
      }
    }
    return false;
  }

  private void copy(Bundle fragment, BundleRevision host) {
    String location =
        "baton:fragment:%d:%d:%d"
            .formatted(host.getBundle().getBundleId(), fragment.getBundleId(), System.nanoTime());
    try (InputStream content = FragmentJar.of(fragment, host.getVersion())) {
      note(SideBySideInstallHook.install(context, location, content), host, fragment);
    } catch (IOException | BundleException | RuntimeException e) {
      LOG.log(
          Level.ERROR,
          "%s could not be copied, so the versions of its host share it".formatted(fragment),
          e);
    }
  }

  /** Returns whether no version has a fragment. */
  boolean isEmpty() {
    return hosts.isEmpty();
  }

  /**
   * Uninstalls the copies whose version is gone.
   *
   * @param isGone whether a version was purged, although its bundle has another one now
   */
  void sweep(Predicate<BundleRevision> isGone) {
    for (Map.Entry<Bundle, BundleRevision> copy : hosts.entrySet()) {
      BundleRevision host = copy.getValue();
      if (host.getBundle().getState() == Bundle.UNINSTALLED || isGone.test(host)) {
        hosts.remove(copy.getKey());
        copied.remove(host);
        uninstall(copy.getKey());
      }
    }
  }

  private static void uninstall(Bundle copy) {
    try {
      copy.uninstall();
    } catch (IllegalStateException | BundleException e) {
      if (copy.getState() != Bundle.UNINSTALLED) {
        LOG.log(Level.WARNING, "a copy of a fragment stays installed", e);
      }
    }
  }
}
