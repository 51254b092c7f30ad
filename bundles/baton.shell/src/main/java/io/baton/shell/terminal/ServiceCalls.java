package io.baton.shell.terminal;

import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Calls services that are looked up at each call. What a session keeps needs that: the component of
 * a command, and its references, live no longer than the call of the command.
 *
 * @param context of the bundle
 */
record ServiceCalls(BundleContext context) {
  /**
   * Calls a service.
   *
   * @return what the call returns; empty if there is no such service
   */
  <S, R> Optional<R> call(Class<S> type, Function<S, R> call) {
    ServiceReference<S> reference = context.getServiceReference(type);
    S service = reference == null ? null : context.getService(reference);
    if (service == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(call.apply(service));
    } finally {
      context.ungetService(reference);
    }
  }
}
