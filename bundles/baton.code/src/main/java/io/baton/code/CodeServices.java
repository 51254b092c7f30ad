package io.baton.code;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Registration of the code server under its three services. */
final class CodeServices {
  private static final String[] NAMES = {
    Code.class.getName(), CodeLoader.class.getName(), CodeStatus.class.getName()
  };

  private CodeServices() {}

  /** Registers a code server, with what others may see of its configuration. */
  static <T extends Code & CodeLoader & CodeStatus> ServiceRegistration<?> register(
      BundleContext context, T server, Map<String, Object> properties) {
    return context.registerService(
        NAMES, server, FrameworkUtil.asDictionary(Settings.visible(properties)));
  }
}
