package io.baton.code.preparing;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Module;
import io.baton.code.Stub;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Loads of modules that refer to each other, one after the other. */
class LoadTurnsTest {
  @TempDir private Path files;

  /** How long a load may wait. */
  private Duration bound = Duration.ofHours(1);

  private final LoadTurns turns =
      new LoadTurns(
          Stub.of(
              BundleContext.class,
              Map.of("getAllServiceReferences", args -> services((String) args.getFirst()))),
          () -> bound);

  /** Each module has one service, of a type that has its name. */
  private static ServiceReference<?>[] services(String type) {
    return type.equals("nobody")
        ? null
        : new ServiceReference<?>[] {
          Stub.of(
              ServiceReference.class,
              Map.of("getProperty", args -> args.getFirst().equals(Module.NAMESPACE) ? type : null))
        };
  }

  private Map<String, Bundle> module(String name, String references) throws IOException {
    Path file = Files.createTempFile(files, name, ".xml");
    Files.writeString(
        file,
        """
        <component xmlns="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s">
          <implementation class="Impl"/>%s
        </component>
        """
            .formatted(name, references));
    URL url = file.toUri().toURL();
    Dictionary<String, String> headers =
        FrameworkUtil.asDictionary(Map.of("Service-Component", "c.xml"));
    return Map.of(
        name,
        Stub.of(
            Bundle.class,
            Map.of(
                "getHeaders", _ -> headers,
                "findEntries", _ -> Collections.enumeration(List.of(url)))));
  }

  private static String to(String type, String policy) {
    return "<reference interface=\"%s\" policy=\"%s\"/>".formatted(type, policy);
  }

  private LoadTurns.Turn take(Map<String, Bundle> load) {
    LoadTurns.Turn turn = turns.next();
    turn.take(load);
    return turn;
  }

  @Test
  void loadWaitsForThatOfModuleThatItRefersTo() throws Exception {
    assertWaits(module("ping", to("pong", "static")), module("pong", ""));
  }

  @Test
  void loadWaitsForThatOfModuleThatRefersToIt() throws Exception {
    assertWaits(module("pong", ""), module("ping", to("pong", "static")));
  }

  private void assertWaits(Map<String, Bundle> later, Map<String, Bundle> first) throws Exception {
    LoadTurns.Turn turn = take(first);
    var second = new FutureTask<>(() -> take(later));
    Thread thread = Thread.ofPlatform().start(second);
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(second.isDone()).isFalse();

    turn.close();

    second.get(60, TimeUnit.SECONDS).close();
  }

  @Test
  void loadDoesNotWaitForThatOfModuleWithoutStaticReferenceBetweenThem() throws Exception {
    try (var _ = take(module("pong", to("nobody", "static")));
        var dynamic = take(module("ping", to("pong", "dynamic")));
        var both = take(module("other", to("nobody", "static")))) {
      assertThat(dynamic).isNotSameAs(both);
    }
  }

  @Test
  void loadGoesOnWithoutItsTurnWhenTheBoundIsOver() throws Exception {
    bound = Duration.ofMillis(1);

    try (var first = take(module("pong", ""));
        var second = take(module("ping", to("pong", "static")))) {
      assertThat(second).isNotSameAs(first);
    }
  }

  @Test
  void interruptIsKeptForTheCaller() throws Exception {
    bound = Duration.ofMillis(1);
    try (var _ = take(module("pong", ""))) {
      Thread.currentThread().interrupt();

      try (var _ = take(module("ping", to("pong", "static")))) {
        assertThat(Thread.interrupted()).isTrue();
      }
    }
  }
}
