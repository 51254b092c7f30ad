package io.baton.weaving;

import io.baton.spi.Log;
import io.baton.spi.NamedClasses;
import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import io.baton.spi.identity.ModuleIdentity;
import io.baton.weaving.point.Gate;
import io.baton.weaving.point.Gates;
import io.baton.weaving.point.Initialisers;
import io.baton.weaving.point.Safepoint;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.hooks.weaving.WeavingException;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Weaves the classes of module bundles. Of other bundles it changes only calls that define classes,
 * which may then be classes of a version. A class of a module that cannot be woven does not load:
 * any exception but {@link WeavingException} would make the framework drop the hook silently.
 */
final class ModuleWeaver implements WeavingHook, VersionMarks, Safepoints {
  private static final Log LOG = Log.of("io.baton.weaving");

  private final KeptClasses kept = KeptClasses.ofHeap();

  @Override
  public void weave(WovenClass woven) {
    BundleRevision revision = woven.getBundleWiring().getRevision();
    ModuleIdentity identity = ModuleIdentity.of(revision);
    if (identity == null) {
      weaveDefinitions(woven);
      return;
    }
    ClassLoader loader = woven.getBundleWiring().getClassLoader();
    Gate gate = Gates.of(loader);
    gate.isOf(identity.module(), revision.getVersion().toString());
    try {
      WovenClassFile file =
          kept.woven(
              woven.getBytes(),
              bytes -> new ClassWeaving(loader).woven(DefinitionCalls.replaced(bytes)));
      woven.setBytes(file.file().marked(gate.mark(), loader));
      NamedClasses.tell(loader, woven.getClassName(), file.file()::named);
      if (!file.hasEveryEntry()) {
        gate.missesAnEntry();
      }
      WovenImports.add(woven, gate, file.annotated());
    } catch (Throwable e) {
      throw new WeavingException("class %s cannot be woven".formatted(woven.getClassName()), e);
    }
  }

  /**
   * Weaves calls that define classes. A class that cannot be changed is left unchanged: Baton must
   * not refuse classes of these bundles.
   */
  private static void weaveDefinitions(WovenClass woven) {
    if (woven.getBundleWiring().getClassLoader() == ModuleWeaver.class.getClassLoader()) {
      return; // it is needed for weaving
    }
    byte[] classFile = woven.getBytes();
    try {
      byte[] replaced = DefinitionCalls.replacedInOtherBundle(classFile);
      if (replaced != classFile && !isOfBaton(woven.getBundleWiring())) {
        woven.setBytes(replaced);
        woven.getDynamicImports().add(Safepoint.class.getPackageName());
      }
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "classes that " + woven.getClassName() + " defines for modules cannot be seen",
          e);
    }
  }

  /**
   * Returns whether a bundle is Baton's. Those define classes that are not code of modules, though
   * below their loaders.
   */
  private static boolean isOfBaton(BundleWiring wiring) {
    return wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
        .map(wire -> wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
        .anyMatch(Safepoints.class.getPackageName()::equals);
  }

  @Override
  public OptionalLong numberOf(ClassLoader loader) {
    Optional<Gate> gate = Gates.owner(loader);
    return gate.isPresent() ? OptionalLong.of(gate.get().number()) : OptionalLong.empty();
  }

  @Override
  public Optional<Owner> ownerOf(@Nullable ClassLoader loader) {
    return Gates.owner(loader)
        .flatMap(gate -> gate.module().map(module -> new Owner(module, gate.number())));
  }

  @Override
  public long tick() {
    return Gates.tick();
  }

  @Override
  public long clock() {
    return Gates.clock();
  }

  @Override
  public long born(long version) {
    return Gates.numbered(version).map(Gate::born).orElse(0L);
  }

  @Override
  public boolean seesEveryEntry(long version) {
    return Gates.numbered(version).map(Gate::hasEveryEntry).orElse(false);
  }

  @Override
  public boolean isUnseen(long version, Thread thread, boolean isAtAGate) {
    return Gates.numbered(version)
        .map(gate -> gate.hidden().contains(thread, isAtAGate))
        .orElse(false);
  }

  @Override
  public boolean isInitialising(Thread thread) {
    return Initialisers.isIn(thread);
  }

  @Override
  public Set<Long> unseen(Thread thread) {
    return Gates.withHiddenFrames(thread);
  }

  @Override
  public Armed arm(long version, Check check) {
    Gate gate = Gates.numbered(version).orElse(null);
    if (gate == null) {
      return () -> {};
    }
    gate.arm(check);
    return () -> gate.disarm(check);
  }
}
