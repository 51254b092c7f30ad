package io.baton.code.preparing;

import io.baton.api.code.LoadResult;
import io.baton.api.code.Module;
import io.baton.code.artifact.Artifact;
import io.baton.code.preparing.ComponentFiles.Described;
import io.baton.code.preparing.Readiness.Unusable;
import io.baton.spi.identity.ModuleIdentity;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
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
  private final Set<String> adopted;

  Inspection(Artifact artifact, BundleWiring wiring, Readiness readiness) {
    this.artifact = artifact;
    this.wiring = wiring;
    this.readiness = readiness;
    files = new ComponentFiles(wiring.getBundle());
    adopted = ModuleIdentity.adoptedInterfaces(wiring.getRevision());
  }

  Inspected result() {
    List<Described> modules = files.modules();
    try {
      if (!adopted.isEmpty()) {
        return ofAdopted();
      }
      if (modules.size() == 1) {
        return described(modules.getFirst());
      }
      if (modules.isEmpty() && hasActivator()) {
        return new Inspected.Undescribed(readiness.version(artifact.module(), wiring));
      }
    } catch (Unusable e) {
      return new Inspected.Bad(e.refused);
    }
    return new Inspected.Bad(
        new LoadResult.OnLoadFailure(artifact.what(), noService(wiring.getBundle(), files)));
  }

  /** Only what one component describes is known before the bundle runs. */
  private Inspected ofAdopted() throws Unusable {
    List<Described> modules =
        files
            .components()
            .filter(one -> !one.isDisabled() && !Collections.disjoint(one.services(), adopted))
            .toList();
    if (modules.size() != 1) {
      return new Inspected.Undescribed(readiness.version(artifact.module(), wiring));
    }
    Described component = modules.getFirst();
    List<String> services = component.services().stream().filter(adopted::contains).toList();
    return new Inspected.Described(
        readiness.describe(artifact.module(), wiring, type(component), services));
  }

  static String noService(Bundle bundle, ComponentFiles files) {
    Set<String> adopted = ModuleIdentity.adoptedInterfaces(bundle);
    return adopted.isEmpty()
        ? noService(files)
        : "it registered no service under one of the interfaces %s, which its adoption names; it registered %s; change the services of the configuration io.baton.adopt, or what the bundle waits for"
            .formatted(adopted, registered(bundle));
  }

  private static String registered(Bundle bundle) {
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    return services == null
        ? "none"
        : Arrays.stream(services)
            .flatMap(one -> Arrays.stream((String[]) one.getProperty(Constants.OBJECTCLASS)))
            .distinct()
            .toList()
            .toString();
  }

  private static String noService(ComponentFiles files) {
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
