package io.baton.code.preparing;

import io.baton.api.code.LoadResult;
import io.baton.api.code.Module;
import io.baton.code.artifact.Artifact;
import io.baton.code.preparing.ComponentFiles.Described;
import io.baton.code.preparing.Readiness.Unusable;
import java.util.List;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Finds out what a bundle declares that is resolved and linked. Classes are loaded and not
 * initialised, so none of its code runs. The answers are those of a load.
 */
final class Inspection {
  private final Artifact artifact;
  private final BundleWiring wiring;
  private final Readiness readiness;
  private final ComponentFiles files;

  Inspection(Artifact artifact, BundleWiring wiring, Readiness readiness) {
    this.artifact = artifact;
    this.wiring = wiring;
    this.readiness = readiness;
    files = new ComponentFiles(wiring.getBundle());
  }

  Inspected result() {
    List<Described> modules = files.modules();
    try {
      if (modules.size() == 1) {
        return described(modules.getFirst());
      }
      if (modules.isEmpty() && hasActivator()) {
        return new Inspected.Undescribed(readiness.version(artifact.module(), wiring));
      }
    } catch (Unusable e) {
      return new Inspected.Bad(e.refused);
    }
    return new Inspected.Bad(new LoadResult.OnLoadFailure(artifact.what(), noService(files)));
  }

  static String noService(ComponentFiles files) {
    return "it registered no service with the property %s; %s"
        .formatted(Module.NAMESPACE, files.whyNone());
  }

  private boolean hasActivator() {
    return wiring.getBundle().getHeaders("").get(Constants.BUNDLE_ACTIVATOR) != null;
  }

  private Inspected described(Described component) throws Unusable {
    String what = artifact.what();
    if (!component.module().equals(artifact.module())) {
      throw new Unusable(
          new LoadResult.OtherModule(what, artifact.content().name(), component.module()));
    }
    if (component.isPrototype()) {
      throw new Unusable(NotReady.isPrototype(what));
    }
    return new Inspected.Described(
        readiness.describe(artifact.module(), wiring, type(component), component.services()));
  }

  private Class<?> type(Described component) throws Unusable {
    try {
      return wiring.getClassLoader().loadClass(component.type());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new Unusable(new LoadResult.OnLoadFailure(artifact.what(), NotReady.isMissing(e)));
    }
  }
}
