package io.baton.code.framework.wire;

import io.baton.spi.Log;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Decides which version of a module a bundle may be wired to. OSGi would wire a new version that
 * imports the packages that it exports to the old version, since that one is resolved already.
 *
 * <ol>
 *   <li>A version is never wired to another version of the same module, by no kind of requirement.
 *   <li>Versions that are prepared together are wired to each other.
 *   <li>A bundle that is resolved already and finds one more package gets it from the version that
 *       it is wired to; it would mix two versions otherwise.
 *   <li>Every other bundle is wired to the version that is current when the bundle is resolved.
 *   <li>If none is current: to the newest that is installed and is not old. A version whose load is
 *       under way counts if the resolve is a part of that load.
 * </ol>
 *
 * <p>The framework asks while it holds its global lock and the monitor of its resolver, and on
 * several threads at once. So nothing here waits, takes a lock (also none of the framework's, such
 * as {@code Bundle.getState()} does) or runs code of others; all that is read is immutable or
 * concurrent.
 */
public final class VersionWires implements ResolverHookFactory {
  private static final Log LOG = Log.of("io.baton.code");

  private final Function<String, Standing> standings;
  private final FragmentCopies fragments;
  private final PurgedWirings purged;

  /**
   * Resolve operations under way; written and read by any thread. Too large if the framework has
   * given one up without a word, which it does if singletons conflict.
   */
  private final AtomicInteger resolving = new AtomicInteger();

  /**
   * Bundles whose load is under way, with all modules that are loaded in the same step. Written by
   * loads, read by the resolver.
   */
  private final ConcurrentMap<Bundle, Map<String, Bundle>> preparing = new ConcurrentHashMap<>();

  /**
   * The versions of a module at one moment.
   *
   * @param current revision of the current version; null if there is none
   * @param old revision of the old version; null if there is none
   */
  public record Standing(@Nullable BundleRevision current, @Nullable BundleRevision old) {}

  /**
   * Creates a hook.
   *
   * @param standings looks up a module by its name, and never waits
   * @param fragments knows which fragment belongs to which version
   * @param purged knows which versions are gone
   */
  public VersionWires(
      Function<String, Standing> standings, FragmentCopies fragments, PurgedWirings purged) {
    this.standings = standings;
    this.fragments = fragments;
    this.purged = purged;
  }

  /**
   * Notes that versions are being prepared, before they are resolved.
   *
   * @param together by module; their bundles are wired to each other
   */
  public void preparing(Map<String, Bundle> together) {
    Map<String, Bundle> group = Map.copyOf(together);
    group.values().forEach(bundle -> preparing.put(bundle, group));
  }

  /**
   * Notes that a version is current, or gone.
   *
   * @param bundle of the version
   */
  public void settled(Bundle bundle) {
    preparing.remove(bundle);
  }

  /**
   * Notes that a version is about to go before it was ready.
   *
   * @param module name of the module
   * @param bundle of the version
   */
  public void failed(String module, Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    if (wiring != null) {
      purged.add(module, wiring);
    }
  }

  /** Returns whether a resolve operation may be under way that has begun before now. */
  public boolean mayBeResolving() {
    return resolving.get() > 0;
  }

  @Override
  public ResolverHook begin(Collection<BundleRevision> triggers) {
    resolving.incrementAndGet();
    return new Hook(Set.copyOf(triggers));
  }

  /**
   * Answer to whether one of the two may be wired to the other, by the rules above but the last.
   */
  private enum Verdict {
    YES,
    NO,
    /** If it is the newest. */
    IF_NEWEST
  }

  private Verdict verdict(
      BundleRevision requirer, ModuleRevision provider, Set<BundleRevision> triggers) {
    ModuleRevision own = ModuleRevision.of(requirer, fragments);
    BundleRevision candidate = provider.revision();
    if (own != null && own.module().equals(provider.module())) {
      return verdict(own.revision() == candidate);
    }
    if (own != null) {
      Bundle partner = group(own.revision().getBundle()).get(provider.module());
      if (partner != null) {
        return verdict(partner == candidate.getBundle());
      }
    }
    BundleRevision wired = wiredVersion(requirer, provider.module());
    if (wired != null) {
      return verdict(wired == candidate);
    }
    Standing now = standings.apply(provider.module());
    if (now.current() != null) {
      return verdict(now.current() == candidate);
    }
    Bundle bundle = candidate.getBundle();
    boolean isHidden =
        candidate == now.old()
            || purged.contains(candidate)
            || (preparing.containsKey(bundle) && !isPartOfItsLoad(bundle, triggers));
    return isHidden ? Verdict.NO : Verdict.IF_NEWEST;
  }

  private static Verdict verdict(boolean isAllowed) {
    return isAllowed ? Verdict.YES : Verdict.NO;
  }

  private Map<String, Bundle> group(Bundle bundle) {
    return preparing.getOrDefault(bundle, Map.of());
  }

  private boolean isPartOfItsLoad(Bundle bundle, Set<BundleRevision> triggers) {
    Collection<Bundle> together = group(bundle).values();
    return triggers.stream().anyMatch(trigger -> together.contains(trigger.getBundle()));
  }

  /** The version of a module that a resolved bundle is wired to; null if there is none. */
  private @Nullable BundleRevision wiredVersion(BundleRevision requirer, String module) {
    BundleWiring wiring = requirer.getWiring();
    List<BundleWire> wires = wiring == null ? null : wiring.getRequiredWires(null);
    if (wires == null || (requirer.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
      return null;
    }
    for (BundleWire wire : wires) {
      ModuleRevision provider = ModuleRevision.of(wire.getProvider(), fragments);
      if (provider != null && provider.module().equals(module)) {
        return provider.revision();
      }
    }
    return null;
  }

  /** Answers for one resolve operation. */
  private final class Hook implements ResolverHook {
    private final Set<BundleRevision> triggers;

    Hook(Set<BundleRevision> triggers) {
      this.triggers = triggers;
    }

    @Override
    public void filterMatches(
        BundleRequirement requirement, Collection<BundleCapability> candidates) {
      try {
        if (requirement.getNamespace().equals(HostNamespace.HOST_NAMESPACE)) {
          candidates.removeIf(host ->
              !fragments.mayAttach(requirement.getRevision().getBundle(), host.getRevision()));
        } else {
          filter(requirement.getRevision(), candidates);
        }
      } catch (RuntimeException | LinkageError e) {
        // the framework would go on with all candidates
        LOG.log(Level.ERROR, "it could not be decided which version provides " + requirement, e);
        candidates.clear();
      }
    }

    private void filter(BundleRevision requirer, Collection<BundleCapability> candidates) {
      Map<String, BundleRevision> newest = new HashMap<>();
      candidates.removeIf(candidate -> {
        BundleRevision revision = candidate.getRevision();
        ModuleRevision provider =
            revision == requirer ? null : ModuleRevision.of(revision, fragments);
        Verdict verdict = provider == null ? Verdict.YES : verdict(requirer, provider, triggers);
        if (provider != null && verdict == Verdict.IF_NEWEST) {
          newest.merge(provider.module(), provider.revision(), Hook::newer);
        }
        return verdict == Verdict.NO;
      });
      if (!newest.isEmpty()) {
        candidates.removeIf(candidate -> isOutdone(candidate.getRevision(), newest));
      }
    }

    private boolean isOutdone(BundleRevision candidate, Map<String, BundleRevision> newest) {
      ModuleRevision provider = ModuleRevision.of(candidate, fragments);
      BundleRevision best = provider == null ? null : newest.get(provider.module());
      return provider != null && best != null && best != provider.revision();
    }

    private static BundleRevision newer(BundleRevision one, BundleRevision other) {
      int byVersion = one.getVersion().compareTo(other.getVersion());
      boolean isOther =
          byVersion < 0
              || (byVersion == 0
                  && one.getBundle().getBundleId() < other.getBundle().getBundleId());
      return isOther ? other : one;
    }

    /** Several versions of a module may be there at once, also if its bundle is a singleton. */
    @Override
    public void filterSingletonCollisions(
        BundleCapability singleton, Collection<BundleCapability> collisions) {
      collisions.removeIf(
          collision -> areVersions(singleton.getRevision(), collision.getRevision()));
    }

    private boolean areVersions(BundleRevision one, BundleRevision other) {
      if (fragments.hostOf(one.getBundle()) != null
          || fragments.hostOf(other.getBundle()) != null) {
        return true;
      }
      ModuleRevision own = ModuleRevision.of(one, fragments);
      ModuleRevision second = ModuleRevision.of(other, fragments);
      return own != null && second != null && own.module().equals(second.module());
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
      // which bundles resolve is no concern of ours
    }

    @Override
    public void end() {
      resolving.decrementAndGet();
    }
  }
}
