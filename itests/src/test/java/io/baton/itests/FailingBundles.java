package io.baton.itests;

/** Bundles whose code throws where Baton, or the framework on its behalf, calls it. */
final class FailingBundles {
  private FailingBundles() {}

  /** What throws one kind of thing after the other, in a bundle of its own. */
  private static final String FAILS =
      """
      public class Fails {
        public static final AtomicInteger CALLS = new AtomicInteger();
        static void sometimes() {
          if (CALLS.incrementAndGet() % 2 == 0) {
            now();
          }
        }
        static void now() {
          switch (CALLS.incrementAndGet() % 3) {
            case 0 -> throw new IllegalStateException("from a component");
            case 1 -> throw new NoClassDefFoundError("from a component");
            default -> {
              var overflow = new StackOverflowError();
              overflow.setStackTrace(new StackTraceElement[0]);
              throw overflow;
            }
          }
        }
      }
      """;

  /** A version whose service other bundles want. */
  static TestBundle wanted(int vsn) {
    return new TestModule("alpha", vsn + ".0.0")
        .members(
            "public int vsn() { return %1$d; } public int getAsInt() { return %1$d; }"
                .formatted(vsn))
        .providing("java.util.function.IntSupplier")
        .bundle()
        .type("public interface Functions extends IntSupplier { int vsn(); }");
  }

  /**
   * A bundle with a component that is made, bound, unbound and given up while another module loads.
   *
   * @param reference how it refers to the module's service
   */
  static TestBundle client(String reference) {
    return TestBundle.plain("client", "1.0.0")
        .type(FAILS)
        .type(
            """
            public class Client {
              public void bind(IntSupplier alpha) { Fails.now(); }
              public void unbind(IntSupplier alpha) { Fails.now(); }
              public void begin() { %s }
              public void end() { Fails.now(); }
            }
            """
                .formatted(reference.contains("bind") ? "" : "Fails.sometimes();"))
        .component(
            "Client",
            "<reference name=\"alpha\" interface=\"java.util.function.IntSupplier\" %s/>"
                .formatted(reference),
            "immediate=\"true\" activate=\"begin\" deactivate=\"end\"");
  }

  /** A version whose component and activator throw when they are given up. */
  static TestBundle leaving(int vsn) {
    return new TestModule("alpha", vsn + ".0.0")
        .members(
            "public int vsn() { return %d; } public void close() { Fails.now(); }".formatted(vsn))
        .closedBy("close")
        .bundle()
        .importing("org.osgi.framework")
        .header("Bundle-Activator", "io.baton.itests.alpha.Starter")
        .type(FAILS)
        .type(
            """
            public class Starter implements org.osgi.framework.BundleActivator {
              public void start(org.osgi.framework.BundleContext context) {}
              public void stop(org.osgi.framework.BundleContext context) { Fails.now(); }
            }
            """);
  }

  /** States and messages that throw whenever they are asked something. */
  static TestBundle stubborn(int vsn) {
    return new TestModule("alpha", vsn + ".0.0")
        .functions("int vsn(); Pid start(); Next loop(Stubborn state);")
        .members(
            """
            public int vsn() { return %d; }
            public Pid start() {
              Pid server = ((Started.Ok) Servers.start("alpha", 1, ServerOptions.NONE)).pid();
              Pid loop = Processes.spawn(module.loop(new Stubborn(1)));
              for (Pid pid : List.of(server, loop)) {
                Processes.send(pid, new Stubborn(2));
                Processes.send(pid, new Stubborn(3));
              }
              return server;
            }
            public Next loop(Stubborn state) {
              Processes.receive(String.class);
              return module.loop(state);
            }
            public Init<Stubborn> init(Integer n) { return Init.ok(new Stubborn(n)); }
            public Handled<Stubborn> handleCall(Get get, From from, Stubborn state) {
              return get.reply(state.n(), state);
            }
            """
                .formatted(vsn))
        .implementing("Server<Integer, Stubborn, Get>")
        .bundle()
        .type("public record Get() implements Call<Integer> {}")
        .type(FAILS)
        .type(
            """
            public record Stubborn(int n) {
              public boolean equals(Object other) { Fails.now(); return false; }
              public int hashCode() { Fails.now(); return 0; }
              public String toString() { Fails.now(); return ""; }
            }
            """);
  }
}
