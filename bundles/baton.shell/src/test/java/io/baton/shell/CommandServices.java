package io.baton.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Commands as services, for the catalogue. */
final class CommandServices {
  private final List<ServiceReference<?>> references = new ArrayList<>();
  private final List<Object> targets = new ArrayList<>();

  /** Adds commands of one scope that one object has. */
  CommandServices with(Object target, String scope, String... functions) {
    Map<String, Object> properties =
        Map.of("osgi.command.scope", scope, "osgi.command.function", functions);
    references.add(
        Stub.of(
            ServiceReference.class,
            Map.of("getProperty", arguments -> properties.get(arguments.getFirst()))));
    targets.add(target);
    return this;
  }

  BundleContext context() {
    return Stub.of(
        BundleContext.class,
        Map.of(
            "getAllServiceReferences",
            _ -> references.toArray(ServiceReference<?>[]::new),
            "getService",
            arguments -> targets.get(index(arguments.getFirst())),
            "ungetService",
            _ -> true));
  }

  /** Proxies answer no {@code equals}. */
  private int index(Object reference) {
    for (int i = 0; i < references.size(); i++) {
      if (references.get(i) == reference) {
        return i;
      }
    }
    throw new AssertionError("no such reference");
  }
}
