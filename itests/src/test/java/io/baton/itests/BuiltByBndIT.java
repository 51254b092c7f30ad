package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.Test;

/** Promise 10, with bundles as users build them. {@code itests/builds} does it with each tool. */
public class BuiltByBndIT extends BatonTest {
  private interface Counter {
    void start();

    String get();
  }

  private static BndBundle counter(String version, String components, String made) {
    return new BndBundle(
        "counter",
        version,
        Map.of(
            "com.example.CounterModule",
            """
            package com.example;
            import io.baton.api.code.Module;
            import io.baton.api.handover.*;
            import io.baton.api.server.*;
            import org.osgi.service.component.annotations.Component;

            @Component
            @Module("counter")
            public class CounterModule implements Functions, Server<Integer, State, Get> {
              public void start() {
                var _ = Servers.start("counter", 1, ServerOptions.named("counter"));
              }
              public String get() { return Servers.of("counter").call(new Get()); }
              public Init<State> init(Integer n) { return Init.ok(%s); }
              public Handled<State> handleCall(Get get, From from, State state) {
                return get.reply(state.toString(), state);
              }
            }
            interface Functions { void start(); String get(); }
            record State(%s) {
              static String named() { return "by"; }
            }
            record Get() implements Call<String> {}
            """
                .formatted(made, components)));
  }

  private static boolean importsAnnotations(Path bundle) throws Exception {
    try (var jar = new JarFile(bundle.toFile())) {
      String imports = jar.getManifest().getMainAttributes().getValue("Import-Package");
      assertThat(imports).contains("io.baton.api.server");
      return imports.contains("io.baton.api.handover");
    }
  }

  /** A tool may overlook them: bnd does not look at components, but at the fields behind them. */
  @Test
  public void annotationsOfComponentsHold() throws Exception {
    Path one = counter("1.0.0", "int n, @MayDrop int gone", "new State(n, 1)").in(work());
    Path two =
        counter(
                "2.0.0",
                "int n, @Default(\"7\") int extra, @Default(by = \"named\") String name",
                "new State(n, 1, \"made\")")
            .withoutImporting("io.baton.api.handover")
            .in(work());
    assertThat(importsAnnotations(one)).isTrue();
    assertThat(importsAnnotations(two)).isFalse();
    load(one);
    Counter counter = code.qualified("counter", Counter.class);
    counter.start();

    load(two);

    assertThat(counter.get()).isEqualTo("State[n=1, extra=7, name=by]");
    softPurgeAsSoonAsUnused("counter");
  }
}
