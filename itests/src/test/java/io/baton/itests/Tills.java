package io.baton.itests;

import io.baton.api.process.Pid;

/** The module {@code till}: a server that counts, in a component that is closed when it goes. */
final class Tills {
  private Tills() {}

  /** What the tests call. */
  interface Till {
    int vsn();

    Pid open();

    int count();
  }

  /** In version {@code vsn.0.0}. */
  static TestBundle till(int vsn) {
    return new TestModule("till", vsn + ".0.0")
        .functions("int vsn(); Pid open(); int count();")
        .implementing("Server<Integer, Integer, Impl.Count>")
        .members(
            Modules.VSN
                + """
                public record Count() implements io.baton.api.server.Call<Integer> {}

                public void close() {}
                public int vsn() { return vsn; }

                public Pid open() {
                  Servers.start("till", 0, ServerOptions.named("till"));
                  return whereis("till").orElseThrow();
                }

                public int count() { return Servers.of("till").call(new Count()); }
                public Init<Integer> init(Integer first) { return Init.ok(first); }

                public Handled<Integer> handleCall(Count call, From from, Integer count) {
                  return call.reply(count + 1, count + 1);
                }
                """)
        .closedBy("close")
        .bundle()
        .importing("org.osgi.framework");
  }
}
