package io.baton.code.framework;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Finds out what asks for something. */
public final class Requester {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** Bundles that pass on what others ask for. */
  private static final List<String> GO_BETWEENS =
      List.of("org.apache.felix.gogo.", "org.apache.felix.scr", "baton.spi", "baton.api");

  private Requester() {}

  /**
   * Returns the bundles whose code is running on this thread, the nearest first, without the code
   * server's and the framework's; and the user of the JVM.
   *
   * @return such as {@code baton.compiler, for baton.shell, as USER}; that of the thread if no
   *     bundle asks
   */
  public static String now() {
    Bundle own = FrameworkUtil.getBundle(Requester.class);
    List<Bundle> bundles =
        STACK.walk(frames ->
            frames
                .<Bundle>mapMulti((frame, found) -> {
                  Bundle bundle = FrameworkUtil.getBundle(frame.getDeclaringClass());
                  if (bundle != null) {
                    found.accept(bundle);
                  }
                })
                .filter(bundle -> !bundle.equals(own) && bundle.getBundleId() != 0)
                .distinct()
                .toList());
    String names =
        bundles.stream()
            .map(Requester::name)
            .filter(name -> GO_BETWEENS.stream().noneMatch(name::startsWith))
            .collect(Collectors.joining(", for "));
    return "%s, as %s"
        .formatted(
            names.isEmpty() ? "the framework, thread " + Thread.currentThread().getName() : names,
            System.getProperty("user.name"));
  }

  private static String name(Bundle bundle) {
    return Objects.requireNonNullElseGet(bundle.getSymbolicName(), bundle::getLocation);
  }
}
