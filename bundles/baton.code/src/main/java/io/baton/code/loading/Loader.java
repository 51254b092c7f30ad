package io.baton.code.loading;

import io.baton.api.code.LoadResult;
import io.baton.api.code.Module;
import io.baton.code.framework.ServiceVisibility;
import io.baton.code.framework.Twins;
import io.baton.code.framework.VersionWires;
import io.baton.code.framework.WiringCheck;
import io.baton.code.linking.Linker;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The first of a load's two steps: makes a version ready to become current. It may fail at any
 * point, and has then left nothing behind. It runs the module's own code (activator, constructor),
 * so it runs on the thread of a load only.
 */
public final class Loader {
  private final BundleContext context;
  private final NotReady notReady;
  private final Readiness readiness;
  private final VersionWires wires;

  /** Bundles whose load is under way; written by the threads of loads, read by the whiteboard. */
  private final Set<Bundle> loading = ConcurrentHashMap.newKeySet();

  /** Bundles that are there for a check; written by the threads of checks, read by anyone. */
  private final Set<Bundle> checking = ConcurrentHashMap.newKeySet();

  /**
   * A loader.
   *
   * @param context the code server's
   * @param components explains what a component waits for
   * @param readiness makes versions out of services
   * @param wires decides which versions are wired to each other
   */
  public Loader(
      BundleContext context,
      ServiceComponentRuntime components,
      Readiness readiness,
      VersionWires wires) {
    this.context = context;
    this.wires = wires;
    notReady = new NotReady(components);
    this.readiness = readiness;
  }

  /**
   * Installs, resolves, links and starts a bundle beside the version that is current.
   *
   * @param artifact what to load
   * @return the version, or why not
   */
  public Prepared prepare(Artifact artifact) {
    return prepare(List.of(artifact)).getFirst();
  }

  /**
   * The same for a version that is checked and given up again.
   *
   * @param artifact what to check
   * @param check gets the version, or why not; as long as it runs, the bundle {@link #isChecking}
   * @param <R> what the check finds out
   * @return what the check has found out
   */
  public <R> R check(Artifact artifact, Function<Prepared, R> check) {
    List<Bundle> mine = new ArrayList<>(1);
    Consumer<Bundle> installed =
        bundle -> {
          mine.add(bundle);
          checking.add(bundle);
        };
    try {
      return check.apply(prepareAll(List.of(new Loading(artifact, installed))).getFirst());
    } finally {
      mine.forEach(checking::remove);
    }
  }

  /**
   * Whether a bundle is there for a check only.
   *
   * @param bundle any bundle, or null
   * @return false if it is loaded, about to be loaded, or no module
   */
  public boolean isChecking(@Nullable Bundle bundle) {
    return bundle != null && checking.contains(bundle);
  }

  /**
   * The same for versions of different modules. Where they import packages of each other, they are
   * wired to each other; each is resolved and started before any is asked for its service.
   *
   * @param artifacts what to load, each of another module
   * @return of each the version, or why not, in the same order
   */
  public List<Prepared> prepare(List<Artifact> artifacts) {
    return prepareAll(artifacts.stream().map(one -> new Loading(one, _ -> {})).toList());
  }

  private List<Prepared> prepareAll(List<Loading> all) {
    boolean done = false;
    try {
      all.forEach(this::install);
      wires.preparing(
          present(all).stream()
              .collect(Collectors.toMap(one -> one.artifact.module(), Loading::bundle)));
      resolve(present(all).stream().map(Loading::bundle).toList());
      present(all).forEach(Loader::start);
      present(all).forEach(one -> one.result = ready(one.bundle(), one.artifact));
      List<Prepared> results = all.stream().map(Loading::result).toList();
      done = true;
      return results;
    } finally {
      for (Loading one : all) {
        finish(one, done && one.result instanceof Prepared.Ready);
      }
    }
  }

  /** A load under way. Touched by the thread of the load only. */
  private static final class Loading {
    private final Artifact artifact;
    private final Consumer<Bundle> installed;
    private @Nullable Bundle bundle;
    private @Nullable Prepared result;

    Loading(Artifact artifact, Consumer<Bundle> installed) {
      this.artifact = artifact;
      this.installed = installed;
    }

    Bundle bundle() {
      return Objects.requireNonNull(bundle);
    }

    Prepared result() {
      return Objects.requireNonNull(result);
    }

    void failed(LoadResult.Refused refused) {
      result = new Prepared.Failed(refused);
    }
  }

  private static List<Loading> present(List<Loading> all) {
    return all.stream().filter(one -> one.result == null).toList();
  }

  private void install(Loading one) {
    Artifact artifact = one.artifact;
    try (InputStream content = artifact.content().open()) {
      Bundle bundle = Twins.install(context, freeLocation(artifact), content);
      loading.add(bundle);
      one.bundle = bundle;
      one.installed.accept(bundle);
    } catch (BundleException e) {
      one.failed(
          duplicate(artifact)
              .filter(_ -> e.getType() == BundleException.DUPLICATE_BUNDLE_ERROR)
              .orElseGet(() -> notInstalled(artifact, e)));
    } catch (IOException e) {
      one.failed(notInstalled(artifact, e));
    }
  }

  private void finish(Loading one, boolean ready) {
    Bundle bundle = one.bundle;
    if (bundle != null) {
      if (!ready) {
        wires.failed(one.artifact.module(), bundle);
        Bundles.uninstall(bundle);
        wires.settled(bundle);
      }
      loading.remove(bundle);
      boolean _ = Thread.interrupted(); // what the module's own code has left on this thread
    }
  }

  /**
   * Whether this loader has started a bundle and is about to load it.
   *
   * @param bundle any bundle
   * @return false if somebody else has started it
   */
  public boolean isLoading(Bundle bundle) {
    return loading.contains(bundle);
  }

  private static LoadResult.Refused notInstalled(Artifact artifact, Exception e) {
    return new LoadResult.BadFile(artifact.what(), "it cannot be installed: " + e.getMessage());
  }

  /**
   * Another bundle with the same name and version.
   *
   * @param artifact not installed yet
   * @return empty if there is none
   */
  public Optional<LoadResult.Refused> duplicate(Artifact artifact) {
    return Arrays.stream(context.getBundles())
        .filter(bundle ->
            artifact.symbolicName().equals(bundle.getSymbolicName())
                && artifact.version().equals(bundle.getVersion()))
        .findFirst()
        .map(bundle -> new LoadResult.Duplicate(artifact.what(), Bundles.describe(bundle)));
  }

  /** A bundle that was updated in place keeps its location, so the file's own may be taken. */
  private String freeLocation(Artifact artifact) {
    String location = artifact.content().location();
    String free = location;
    for (int i = 2; context.getBundle(free) != null; i++) {
      free = location + "#" + i;
    }
    return free;
  }

  private static void start(Loading one) {
    String what = one.artifact.what();
    BundleWiring wiring = one.bundle().adapt(BundleWiring.class);
    if (wiring == null) {
      one.failed(new LoadResult.Unresolved(what, whyUnresolved(one.bundle())));
      return;
    }
    Optional<LoadResult.Refused> refused = refused(wiring, what);
    if (refused.isPresent()) {
      one.failed(refused.get());
      return;
    }
    try {
      one.bundle().start();
    } catch (BundleException e) {
      one.failed(
          new LoadResult.OnLoadFailure(what, "its activator failed: " + Bundles.rootCause(e)));
    }
  }

  private static Optional<LoadResult.Refused> refused(BundleWiring wiring, String what) {
    return WiringCheck.of(wiring, what)
        .or(() -> Linker.link(wiring, what))
        .or(() -> ApiCopies.refuse(wiring.getClassLoader(), what));
  }

  private void resolve(List<Bundle> bundles) {
    boolean _ =
        context
            .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
            .adapt(FrameworkWiring.class)
            .resolveBundles(bundles);
  }

  /** Only a start says what was missing. It fails before any code of the bundle runs. */
  private static String whyUnresolved(Bundle bundle) {
    try {
      bundle.start();
      return "it did not resolve at first, and did then; try again";
    } catch (BundleException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return why.contains("Uses constraint")
          ? why
              + "; if a bundle that it imports from is wired to another version of the module, put"
              + " the package that both use into a bundle of its own"
          : why;
    }
  }

  private Prepared ready(Bundle bundle, Artifact artifact) {
    List<ServiceReference<?>> services = moduleServices(bundle);
    if (services.size() == 1 && !name(services.getFirst()).equals(artifact.module())) {
      return new Prepared.Failed(
          new LoadResult.OtherModule(
              artifact.what(), artifact.content().name(), name(services.getFirst())));
    }
    if (services.size() > 1) {
      return new Prepared.Failed(
          new LoadResult.BadFile(
              artifact.what(),
              "it registered %d services with the property %s, exactly one is needed"
                  .formatted(services.size(), Module.NAMESPACE)));
    }
    if (services.isEmpty()) {
      return new Prepared.Failed(
          notReady.explain(
              bundle,
              artifact.what(),
              "it registered no service with the property " + Module.NAMESPACE));
    }
    return prepare(services.getFirst(), true);
  }

  private static List<ServiceReference<?>> moduleServices(Bundle bundle) {
    ServiceReference<?>[] registered = bundle.getRegisteredServices();
    return registered == null
        ? List.of()
        : Arrays.stream(registered)
            .filter(service ->
                service.getProperty(Module.NAMESPACE) != null
                    && service.getProperty(ServiceVisibility.CURRENT) == null)
            .toList();
  }

  private static String name(ServiceReference<?> service) {
    return String.valueOf(service.getProperty(Module.NAMESPACE));
  }

  /**
   * Makes a version of a service that its bundle has registered.
   *
   * @param service with the property {@code baton.module}
   * @return the version, or why not; the bundle is as it was
   */
  public Prepared prepare(ServiceReference<?> service) {
    return prepare(service, false);
  }

  private Prepared prepare(ServiceReference<?> service, boolean isLinked) {
    Bundle bundle = service.getBundle();
    String what = name(service) + " " + (bundle == null ? "" : bundle.getVersion());
    BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
    if (bundle == null || wiring == null) {
      return new Prepared.Failed(new LoadResult.OnLoadFailure(what, "its service is gone already"));
    }
    int modules = wiring.getRevision().getDeclaredCapabilities(Module.NAMESPACE).size();
    if (modules != 1) {
      return new Prepared.Failed(
          new LoadResult.BadFile(
              what, "its bundle has %d components with @Module, not one".formatted(modules)));
    }
    Optional<LoadResult.Refused> refused = isLinked ? Optional.empty() : refused(wiring, what);
    if (refused.isPresent()) {
      return new Prepared.Failed(refused.get());
    }
    if (Constants.SCOPE_PROTOTYPE.equals(service.getProperty(Constants.SERVICE_SCOPE))) {
      return new Prepared.Failed(
          new LoadResult.BadFile(
              what, "its component has the scope prototype; a module has one object: singleton"));
    }
    Object instance = context.getService(service);
    if (instance == null) {
      return new Prepared.Failed(notReady.explain(bundle, what, "its component gave no object"));
    }
    boolean isClosed =
        notReady.deactivate(bundle).map(name -> hasMethod(instance, name)).orElse(true);
    return readiness.version(
        name(service), wiring, new Readiness.Made(service, instance, isClosed));
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

  /**
   * What the component of an active bundle waits for.
   *
   * @param bundle of a version
   * @return for people
   */
  public static String missing(ServiceComponentRuntime components, Bundle bundle) {
    return new NotReady(components).explain(bundle, "", "its component is being made again").why();
  }
}
