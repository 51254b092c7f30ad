package io.baton.races.schedules;

import io.baton.api.code.DeleteResult;
import io.baton.api.code.Prepared;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.PurgedCodeException;
import io.baton.code.LiveCodeServer;
import io.baton.code.LiveCodeServer.Seen;
import io.baton.spi.MarkedLocation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** What must hold when nothing is under way any more. */
final class Afterwards {
  private final Schedule schedule;
  private final Scene scene;

  Afterwards(Schedule schedule) {
    this.schedule = schedule;
    scene = schedule.scene();
  }

  void check() {
    Set<Long> there = new HashSet<>();
    Set<Bundle> used = new HashSet<>();
    for (String module : ModuleFiles.MODULES) {
      LiveCodeServer.Versions versions = LiveCodeServer.versions(module);
      versions
          .all()
          .forEach(one -> {
            there.add(one.number());
            used.add(one.bundle());
          });
      versions.current().ifPresent(one -> checkReached(module, one));
      checkChanges(module);
    }
    for (Seen one : schedule.history().all()) {
      checkGate(one, there.contains(one.number()));
    }
    checkAcknowledged();
    schedule.prepared().forEach(Prepared::close);
    scene.bundles().stream()
        .filter(bundle -> MarkedLocation.isMarked(bundle.getLocation()))
        .filter(bundle -> !used.contains(bundle) && !schedule.touched().contains(bundle))
        .forEach(bundle -> schedule.mistake(bundle.getLocation() + " is left"));
  }

  /** A version that is current or old answers, and one that was purged does not. */
  private void checkGate(Seen one, boolean isThere) {
    boolean isPurged;
    try {
      var _ = one.call();
      isPurged = false;
    } catch (PurgedCodeException _) {
      isPurged = true;
    }
    if (isPurged == isThere) {
      schedule.mistake(
          isThere ? one + " is there, and was purged" : one + " is gone, and was not purged");
    }
  }

  private void checkReached(String module, Seen current) {
    Bundle bundle = current.bundle();
    if (bundle.getState() == Bundle.UNINSTALLED) {
      schedule.mistake(current + " is current, and its bundle is uninstalled");
    } else if (bundle.getState() == Bundle.ACTIVE) {
      Object answer;
      try {
        answer = scene.call(module);
      } catch (RuntimeException e) {
        answer = e;
      }
      if (!answer.equals(current.major())) {
        schedule.mistake("%s is current, a call gets %s".formatted(current, answer));
      }
    }
  }

  /** Each change of what is current has an operation that says so. */
  private void checkChanges(String module) {
    Optional<Seen> before = Optional.empty();
    for (Optional<Seen> now : schedule.history().line(module)) {
      now.filter(one -> !schedule.acknowledged().contains(one.number()))
          .filter(one -> !schedule.touched().contains(one.bundle()))
          .ifPresent(one -> schedule.mistake(one + " was current, and no load has said so"));
      before
          .filter(_ -> now.isEmpty())
          .filter(one -> !schedule.deleted().contains(one.number()))
          .filter(one -> !schedule.touched().contains(one.bundle()))
          .ifPresent(one -> schedule.mistake(one + " is gone, and no delete has said so"));
      before = now;
    }
  }

  private void checkAcknowledged() {
    var acknowledged = new HashSet<>(schedule.acknowledged());
    schedule.history().all().forEach(one -> acknowledged.remove(one.number()));
    acknowledged.forEach(
        number -> schedule.mistake("#%d was acknowledged, and never current".formatted(number)));
  }

  /** The next schedule begins with nothing. */
  void cleanUp() {
    for (String module : ModuleFiles.MODULES) {
      PurgeResult _ = scene.codeLoader().purge(module);
      DeleteResult _ = scene.codeLoader().delete(module);
      PurgeResult _ = scene.codeLoader().purge(module);
      LiveCodeServer.versions(module)
          .all()
          .forEach(one -> schedule.mistake(one + " cannot be given up"));
    }
    for (Bundle bundle : scene.bundles()) {
      try {
        bundle.uninstall();
      } catch (BundleException | IllegalStateException e) {
        if (bundle.getState() != Bundle.UNINSTALLED) {
          schedule.mistake("%s cannot be uninstalled: %s".formatted(bundle, e));
        }
      }
    }
  }
}
