package io.baton.code.framework;

import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.service.ServiceRegistrations;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.ModuleTable.Versions;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

/** Follows the bundles that hold the apis of versions. Does not wait. */
public final class ApiChanges implements BundleListener {
  private final ModuleTable<InstalledVersion> table;
  private final ModuleQueues lanes;
  private final ServiceRegistrations services;
  private final FrameworkChanges framework;

  public ApiChanges(
      ModuleTable<InstalledVersion> table,
      ModuleQueues lanes,
      ServiceRegistrations services,
      FrameworkChanges framework) {
    this.table = table;
    this.lanes = lanes;
    this.services = services;
    this.framework = framework;
  }

  /** Follows a bundle that has come or gone, and may hold another version of an api. */
  @Override
  public void bundleChanged(BundleEvent event) {
    table
        .all()
        .forEach((module, versions) -> {
          String what = "a bundle event for " + module;
          Callbacks.run(what, () -> bundleChanged(event, module, versions));
        });
  }

  private void bundleChanged(
      BundleEvent event, String module, Versions<InstalledVersion> versions) {
    versions
        .currentVersion()
        .filter(current -> services.concerns(event, current))
        .ifPresent(_ -> lanes.queue(module, () -> apisChanged(module)));
  }

  private void apisChanged(String module) {
    table
        .of(module)
        .currentVersion()
        .ifPresent(current -> framework.make(module, () -> services.apisChanged(current)));
  }

  /** Offers views again where bundles may have been unwired from versions. */
  public void unwired() {
    table.all().keySet().stream()
        .filter(services::offersViews)
        .forEach(module -> lanes.queue(module, () -> apisChanged(module)));
  }
}
