package io.baton.code.preparing;

import io.baton.api.code.LoadResult;
import io.baton.api.code.Module;
import io.baton.code.artifact.Artifact;
import io.baton.code.framework.bundle.Bundles;
import io.baton.code.framework.service.ModuleServices;
import io.baton.code.framework.wire.WiringCheck;
import io.baton.code.linking.Linker;
import io.baton.code.running.ModuleCode;
import io.baton.spi.identity.ModuleIdentity;
import io.baton.spi.identity.ModuleName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Starts bundles of versions and gets the objects of their components. That runs code of the
 * module, so it is done in a process.
 */
final class BundleStarts {
  private final BundleContext context;
  private final NotReady notReady;
  private final Readiness readiness;
  private final ModuleCode code;
  private final Returning returning;
  private final Signers signers;

  BundleStarts(
      BundleContext context,
      NotReady notReady,
      Readiness readiness,
      ModuleCode code,
      Returning returning,
      Signers signers) {
    this.context = context;
    this.notReady = notReady;
    this.readiness = readiness;
    this.code = code;
    this.returning = returning;
    this.signers = signers;
  }

  /** Links and starts a bundle; says in the load what is wrong. */
  void start(Loading one) {
    BundleWiring wiring = linked(one);
    if (wiring == null) {
      return;
    }
    run(
        one,
        wiring,
        "start",
        () -> {
          try {
            one.bundle().start(Bundle.START_TRANSIENT); // until it is current
          } catch (BundleException e) {
            one.failed(
                new LoadResult.OnLoadFailure(
                    one.artifact.what(), "its activator failed: " + Bundles.rootCause(e)));
          }
        });
  }

  /** The wiring of a bundle whose classes are linked; null if the load says what is wrong. */
  private static @Nullable BundleWiring linked(Loading one) {
    String what = one.artifact.what();
    BundleWiring wiring = one.bundle().adapt(BundleWiring.class);
    one.wiring = wiring;
    Optional<LoadResult.Refused> refused =
        wiring == null
            ? Optional.of(new LoadResult.Unresolved(what, whyUnresolved(one.bundle())))
            : refused(wiring, what);
    refused.ifPresent(one::failed);
    return refused.isPresent() ? null : wiring;
  }

  /** Links a bundle and reads what it declares; none of its code runs. */
  Inspected inspect(Loading one) {
    BundleWiring wiring = linked(one);
    return wiring == null
        ? new Inspected.Bad(one.refused())
        : new Inspection(one.artifact, wiring, readiness).result();
  }

  /** Runs code of a bundle, which may not return. */
  private void run(Loading one, BundleWiring wiring, String name, ModuleCode.Body body) {
    ModuleCode.Outcome outcome =
        code.run(one.artifact.module(), wiring.getClassLoader(), name, body);
    one.isStuck |= !outcome.isOver();
    outcome
        .failure()
        .ifPresent(why -> one.failed(new LoadResult.OnLoadFailure(one.artifact.what(), why)));
  }

  private static Optional<LoadResult.Refused> refused(BundleWiring wiring, String what) {
    var files = new ComponentFiles(wiring.getBundle());
    return files
        .danger()
        .or(files::unfit)
        .<LoadResult.Refused>map(why -> new LoadResult.BadFile(what, why))
        .or(() -> WiringCheck.of(wiring, what))
        .or(() -> Linker.link(wiring, what))
        .or(() -> ApiCopies.refuse(wiring.getClassLoader(), what));
  }

  /** The framework resolves a bundle that is asked for a class, and says why it cannot. */
  private static String whyUnresolved(Bundle bundle) {
    Optional<String> otherBaton = ApiVersions.explain(bundle);
    if (otherBaton.isPresent()) {
      return otherBaton.get();
    }
    try {
      var _ = bundle.loadClass("-");
    } catch (ClassNotFoundException e) {
      Throwable cause = e.getCause();
      if (cause != null) {
        return whyUnresolved(String.valueOf(cause.getMessage()));
      }
    }
    return "it did not resolve at first; try again";
  }

  /** Felix gives the reason in one line, and details after an empty one; Equinox in several. */
  private static String whyUnresolved(String message) {
    String why =
        message
            .lines()
            .takeWhile(line -> !line.isBlank())
            .map(String::strip)
            .collect(Collectors.joining("; "));
    return why.toLowerCase(Locale.ROOT).contains("uses constraint")
        ? why
            + "; if a bundle that it imports from is wired to another version of the module, put"
            + " the package that both use into a bundle of its own"
        : why;
  }

  /**
   * The version, or why the started bundle is none. A service that goes meanwhile is waited for:
   * its component is made again, because of what it refers to or how it is configured.
   */
  Preparation ready(Loading one) {
    Returning.Wait wait = returning.begin(one.bundle());
    List<ServiceReference<?>> services = ModuleServices.of(one.bundle());
    Preparation prepared = ready(one, services);
    while (prepared instanceof Preparation.Failed && !one.isStuck && wait.isWorthwhile(services)) {
      one.result = null;
      services = ModuleServices.of(one.bundle());
      prepared = ready(one, services);
    }
    return prepared;
  }

  private Preparation ready(Loading one, List<ServiceReference<?>> services) {
    Bundle bundle = one.bundle();
    Artifact artifact = one.artifact;
    // one that was not written to be a module may register several: the first one counts
    if (services.size() > 1 && ModuleIdentity.adoptedInterfaces(bundle).isEmpty()) {
      return new Preparation.Failed(
          new LoadResult.BadFile(
              artifact.what(),
              "it registered %d services with the property %s; exactly one is needed"
                  .formatted(services.size(), Module.NAMESPACE)));
    }
    if (!services.isEmpty() && !name(services.getFirst()).equals(artifact.module())) {
      return new Preparation.Failed(
          new LoadResult.OtherModule(
              artifact.what(), artifact.content().name(), name(services.getFirst())));
    }
    if (services.isEmpty()) {
      return new Preparation.Failed(
          notReady.explain(
              bundle, artifact.what(), Inspection.noService(bundle, new ComponentFiles(bundle))));
    }
    return made(one, services.getFirst());
  }

  /** The constructor of a component runs when its object is asked for. */
  private Preparation made(Loading one, ServiceReference<?> service) {
    BundleWiring wiring = one.bundle().adapt(BundleWiring.class);
    var made = new AtomicReference<@Nullable Preparation>();
    run(one, wiring, "new", () -> made.set(prepare(service, true)));
    Preparation prepared = made.get();
    return one.result != null || prepared == null ? one.result() : prepared;
  }

  private static String name(ServiceReference<?> service) {
    String name = ModuleServices.module(service);
    Object property = service.getProperty(Module.NAMESPACE);
    if (name != null) {
      return name;
    }
    return property == null
        ? "a service that is gone"
        : "<%s instead of a text>".formatted(property.getClass().getSimpleName());
  }

  /** Makes a version of a service that its bundle has registered. */
  Preparation prepare(ServiceReference<?> service, boolean isLinked) {
    Bundle bundle = service.getBundle();
    String what = name(service) + " " + (bundle == null ? "" : bundle.getVersion());
    BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
    if (bundle == null || wiring == null) {
      return new Preparation.Failed(
          new LoadResult.OnLoadFailure(what, "its service is gone already"));
    }
    Optional<String> misnamed = misnamed(service, wiring.getRevision());
    if (misnamed.isPresent()) {
      return new Preparation.Failed(new LoadResult.BadFile(what, misnamed.get()));
    }
    Optional<LoadResult.Refused> refused =
        isLinked ? Optional.empty() : signers.refused(bundle, what).or(() -> refused(wiring, what));
    if (refused.isPresent()) {
      return new Preparation.Failed(refused.get());
    }
    if (Constants.SCOPE_PROTOTYPE.equals(service.getProperty(Constants.SERVICE_SCOPE))) {
      return new Preparation.Failed(NotReady.isPrototype(what));
    }
    Object instance = context.getService(service);
    if (instance == null) {
      return new Preparation.Failed(notReady.explain(bundle, what, "its component gave no object"));
    }
    boolean isClosed =
        notReady.deactivate(bundle).map(name -> hasMethod(instance, name)).orElse(true);
    return readiness.version(
        name(service), wiring, new Readiness.Made(service, instance, isClosed));
  }

  /** The manifest alone says which module a bundle provides. */
  private static Optional<String> misnamed(ServiceReference<?> service, BundleRevision revision) {
    ModuleIdentity identity = ModuleIdentity.of(revision);
    if (identity != null && identity.isAdopted()) {
      return ModuleName.isValid(identity.module())
          ? Optional.empty()
          : Optional.of(
              "its symbolic name cannot be the name of a module, which has letters, digits, dots"
                  + " and underscores and begins with a letter; let the configuration"
                  + " io.baton.adopt give it one");
    }
    List<BundleCapability> modules = revision.getDeclaredCapabilities(Module.NAMESPACE);
    if (modules.size() != 1) {
      return Optional.of(
          "its bundle has %d components with @Module, not one".formatted(modules.size()));
    }
    Object declared = modules.getFirst().getAttributes().get(Module.NAMESPACE);
    if (!(declared instanceof String name) || !ModuleName.isValid(name)) {
      return Optional.of(ModuleName.refusal(String.valueOf(declared)));
    }
    return name.equals(name(service))
        ? Optional.empty()
        : Optional.of(
            "its manifest says that it is the module %s, and its service has the property %s=%s; both must be the same name"
                .formatted(name, Module.NAMESPACE, name(service)));
  }

  private static boolean hasMethod(Object instance, String name) {
    try {
      for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
        if (Arrays.stream(type.getDeclaredMethods()).anyMatch(m -> m.getName().equals(name))) {
          return true;
        }
      }
      return false;
    } catch (LinkageError _) {
      return true; // of a class that names absent ones: it may have it
    }
  }
}
