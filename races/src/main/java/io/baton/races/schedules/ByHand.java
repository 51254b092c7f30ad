package io.baton.races.schedules;

import io.baton.api.code.PurgedCodeException;
import io.baton.races.schedules.Requests.Kind;
import io.baton.races.stepping.Stepper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/** What a requester does with bundles, past the code server; the framework may refuse it. */
final class ByHand {
  private static final byte[] BROKEN = {'P', 'K', 3, 4};

  private final Schedule schedule;
  private final Scene scene;
  private final String requester;

  ByHand(Schedule schedule, String requester) {
    this.schedule = schedule;
    this.requester = requester;
    scene = schedule.scene();
  }

  private interface Action {
    void on(Bundle bundle) throws BundleException, IOException;
  }

  List<Kind> kinds() {
    return List.of(
        kind(1, "stops", Bundle::stop),
        kind(2, "starts", Bundle::start),
        kind(1, "stops and starts", ByHand::restart),
        kind(1, "uninstalls", Bundle::uninstall),
        kind(1, "updates", ByHand::update),
        kind(1, "updates to what does not start", one -> updateTo(one, ModuleFiles.VERSIONS)),
        kind(1, "updates to what is no bundle", one -> update(one, BROKEN)),
        new Kind(1, this::install),
        new Kind(2, this::goAndComeBack));
  }

  private Kind kind(int weight, String what, Action action) {
    return new Kind(
        weight,
        () -> {
          List<Bundle> bundles = scene.bundles();
          if (!bundles.isEmpty()) {
            Bundle bundle = Schedule.one(bundles);
            schedule.touched().add(bundle);
            act(what, bundle, action);
          }
        });
  }

  private void act(String what, Bundle bundle, Action action) {
    String whole = "%s %s %s".formatted(requester, what, bundle);
    schedule.note(whole);
    try {
      action.on(bundle);
      schedule.note(requester + " has done so");
    } catch (BundleException | IOException | IllegalStateException | PurgedCodeException e) {
      schedule.note("%s gets %s".formatted(requester, e));
    } catch (RuntimeException | Error e) {
      schedule.mistake("%s, and gets %s".formatted(whole, Traces.of(e)));
    }
  }

  private static void restart(Bundle bundle) throws BundleException {
    bundle.stop();
    bundle.start();
  }

  private static void update(Bundle bundle) throws BundleException, IOException {
    updateTo(bundle, 1 + Stepper.draw(ModuleFiles.VERSIONS - 1));
  }

  private static void updateTo(Bundle bundle, int number) throws BundleException, IOException {
    update(bundle, ModuleFiles.bytes(bundle.getSymbolicName(), number));
  }

  private static void update(Bundle bundle, byte[] content) throws BundleException {
    bundle.update(new ByteArrayInputStream(content));
  }

  private void install() {
    String module = Schedule.one(ModuleFiles.MODULES);
    int number = 1 + Stepper.draw(ModuleFiles.VERSIONS);
    try {
      var content = new ByteArrayInputStream(ModuleFiles.bytes(module, number));
      Bundle bundle =
          scene.context().installBundle("hand:%s-%d".formatted(module, number), content);
      schedule.touched().add(bundle);
      act("has installed and starts", bundle, Bundle::start);
    } catch (BundleException e) {
      schedule.note("%s cannot install %s %d: %s".formatted(requester, module, number, e));
    }
  }

  private void goAndComeBack() {
    List<Bundle> bundles = scene.bundles();
    if (!bundles.isEmpty()) {
      Bundle bundle = Schedule.one(bundles);
      schedule.away().add(bundle);
      act("lets the component go and come back of", bundle, this::goAndComeBack);
    }
  }

  private void goAndComeBack(Bundle bundle) {
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
      if (List.of((String[]) service.getProperty("objectClass")).contains(Runnable.class.getName())
          && scene.context().getService(service) instanceof Runnable component) {
        component.run();
      }
    }
  }
}
