package io.baton.weaving;

import io.baton.api.code.Module;
import io.baton.api.spi.Safepoints;
import io.baton.api.spi.VersionMarks;
import io.baton.weaving.point.Gate;
import io.baton.weaving.point.Gates;
import io.baton.weaving.point.Safepoint;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.osgi.framework.hooks.weaving.WeavingException;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Weaves the classes of module bundles, and of no others. A class that cannot be woven does not
 * load: any exception but {@link WeavingException} would make the framework drop the hook in
 * silence.
 */
final class ModuleWeaver implements WeavingHook, VersionMarks, Safepoints {
  @Override
  public void weave(WovenClass woven) {
    BundleRevision revision = woven.getBundleWiring().getRevision();
    if (revision.getDeclaredCapabilities(Module.NAMESPACE).isEmpty()) {
      return;
    }
    ClassLoader loader = woven.getBundleWiring().getClassLoader();
    Gate gate = Gates.of(loader);
    gate.isOf(revision.getVersion().toString());
    var weaving = new ClassWeaving(loader);
    try {
      byte[] classFile = DefinitionCalls.replaced(woven.getBytes());
      woven.setBytes(weaving.weave(classFile, gate.mark()));
      if (!weaving.hasEveryEntry()) {
        gate.missesAnEntry();
      }
      woven.getDynamicImports().add(Safepoint.class.getPackageName());
      woven.getDynamicImports().addAll(weaving.annotated());
    } catch (Throwable e) {
      throw new WeavingException("class %s cannot be woven".formatted(woven.getClassName()), e);
    }
  }

  @Override
  public OptionalLong numberOf(ClassLoader loader) {
    Optional<Gate> gate = Gates.owner(loader);
    return gate.isPresent() ? OptionalLong.of(gate.get().number()) : OptionalLong.empty();
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
