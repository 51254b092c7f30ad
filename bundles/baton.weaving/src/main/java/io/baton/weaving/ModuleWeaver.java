package io.baton.weaving;

import io.baton.api.code.Module;
import io.baton.api.spi.VersionMarks;
import java.util.Map;
import java.util.OptionalLong;
import java.util.WeakHashMap;
import org.osgi.framework.hooks.weaving.WeavingException;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Weaves the classes of module bundles, and of no others. A class that cannot be woven does not
 * load: any exception but {@link WeavingException} would make the framework drop the hook in
 * silence.
 */
final class ModuleWeaver implements WeavingHook, VersionMarks {
  /** Guarded by itself. Weak: a number must not keep a purged version's loader. */
  private final Map<ClassLoader, Long> numbers = new WeakHashMap<>();

  /** The number given last; guarded by {@code numbers}. */
  private long last;

  @Override
  public void weave(WovenClass woven) {
    BundleRevision revision = woven.getBundleWiring().getRevision();
    if (revision.getDeclaredCapabilities(Module.NAMESPACE).isEmpty()) {
      return;
    }
    ClassLoader loader = woven.getBundleWiring().getClassLoader();
    String mark = revision.getVersion() + "#" + number(loader);
    try {
      woven.setBytes(SourceMark.mark(woven.getBytes(), mark));
    } catch (Throwable e) {
      throw new WeavingException("class %s cannot be woven".formatted(woven.getClassName()), e);
    }
  }

  private long number(ClassLoader loader) {
    synchronized (numbers) {
      return numbers.computeIfAbsent(loader, _ -> ++last);
    }
  }

  @Override
  public OptionalLong numberOf(ClassLoader loader) {
    synchronized (numbers) {
      Long number = numbers.get(loader);
      return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
  }
}
