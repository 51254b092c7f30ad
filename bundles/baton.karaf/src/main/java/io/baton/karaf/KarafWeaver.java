package io.baton.karaf;

import io.baton.karaf.subject.CallerSubject;
import org.osgi.framework.hooks.weaving.WeavingException;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

/** Weaves the classes of Karaf's own bundles, and of no other. */
final class KarafWeaver implements WeavingHook {
  private static final String KARAF = "org.apache.karaf.";

  @Override
  public void weave(WovenClass woven) {
    String bundle = woven.getBundleWiring().getRevision().getSymbolicName();
    if (bundle == null || !bundle.startsWith(KARAF)) {
      return;
    }
    byte[] classFile = woven.getBytes();
    try {
      byte[] replaced = SubjectCalls.replaced(classFile);
      if (replaced != classFile) {
        woven.setBytes(replaced);
        woven.getDynamicImports().add(CallerSubject.class.getPackageName());
      }
    } catch (RuntimeException e) {
      // anything else would make the framework drop the hook silently
      throw new WeavingException("class %s cannot be woven".formatted(woven.getClassName()), e);
    }
  }
}
