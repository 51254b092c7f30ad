package io.baton.launcher;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.framework.util.FelixConstants;
import org.osgi.framework.Constants;

/**
 * The properties that the framework starts with: the feature's, and those that are the launcher's
 * to decide.
 */
final class FrameworkProperties {
  /** The package whose types the launcher shares with the bundles: it calls their service. */
  private static final String SHARED_PACKAGE = "org.osgi.service.cm;version=1.6.0";

  /** Where the code server keeps its records, and ConfigurationAdmin what was configured. */
  private static final String RECORDS = "baton.data";

  private static final String CONFIGURATIONS = "felix.cm.dir";

  private FrameworkProperties() {}

  static Map<String, Object> of(LaunchPlan plan, Storage storage, PrintStream err) {
    Map<String, Object> properties = new HashMap<>(plan.frameworkProperties());
    properties.merge(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        SHARED_PACKAGE,
        (feature, launcher) -> feature + "," + launcher);
    properties.putIfAbsent(RECORDS, storage.data().toString());
    properties.putIfAbsent(CONFIGURATIONS, storage.data().resolve("configurations").toString());
    properties.put(Constants.FRAMEWORK_STORAGE, storage.framework().toString());
    properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "1");
    properties.put(FelixConstants.LOG_LOGGER_PROP, new FrameworkLog(err));
    return properties;
  }
}
