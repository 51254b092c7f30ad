package io.baton.itests;

import io.baton.api.process.Pid;

/** Modules that more than one test class loads, and how the tests see them. */
final class Modules {
  private Modules() {}

  /** The number of the version that runs, which is the first of its bundle's. */
  static final String VSN =
      """
      private final int vsn =
          org.osgi.framework.FrameworkUtil.getBundle(Impl.class).getVersion().getMajor();
      """;

  /** Knows its own version. */
  interface Vsn {
    int vsn();
  }

  /** The module {@code alpha}, in version {@code vsn.0.0}. */
  static TestBundle alpha(int vsn) {
    return vsn("alpha", vsn);
  }

  static TestBundle vsn(String name, int vsn) {
    return TestBundle.module(
            name, vsn + ".0.0", "int vsn();", VSN + "public int vsn() { return vsn; }")
        .importing("org.osgi.framework");
  }

  /** Starts a process that counts the messages it gets. */
  interface Counter {
    Pid start(Pid reader);
  }

  /**
   * The module {@code counter}, in version {@code vsn.0.0}. Its process says that it is ready,
   * answers a text with {@code vsn:count}, and continues with a qualified call. As in the seed,
   * version 1 forgets to count.
   */
  static TestBundle counter(int vsn) {
    return TestBundle.module(
            "counter",
            vsn + ".0.0",
            "Pid start(Pid reader); Next loop(int count, Pid reader);",
            VSN
                + """
                public Pid start(Pid reader) {
                  return spawn(module.loop(0, reader));
                }

                public Next loop(int count, Pid reader) {
                  send(reader, "ready");
                  receive(String.class);
                  send(reader, vsn + ":" + count);
                  return module.loop(vsn == 1 ? count : count + 1, reader);
                }
                """)
        .importing("org.osgi.framework");
  }
}
