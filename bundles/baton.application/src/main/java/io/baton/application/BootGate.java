package io.baton.application;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * Opens when the framework has started the bundles that it has kept: what was loaded before a
 * restart is there by then, and must not be loaded a second time.
 */
final class BootGate implements FrameworkListener {
  private final Bundle framework;
  private final Runnable open;

  private BootGate(Bundle framework, Runnable open) {
    this.framework = framework;
    this.open = open;
  }

  /**
   * Waits for that moment, or finds that it has been.
   *
   * @param open run at least once, perhaps by the caller; must not wait
   */
  static FrameworkListener watch(BundleContext context, Runnable open) {
    var gate = new BootGate(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION), open);
    context.addFrameworkListener(gate);
    gate.look();
    return gate;
  }

  @Override
  public void frameworkEvent(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.STARTED
        || event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
      look();
    }
  }

  private void look() {
    FrameworkStartLevel levels = framework.adapt(FrameworkStartLevel.class);
    if (framework.getState() == Bundle.ACTIVE
        && levels.getStartLevel() >= levels.getInitialBundleStartLevel()) {
      open.run();
    }
  }
}
