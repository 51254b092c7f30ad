package io.baton.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes modules for tools to attach to. */
final class AttachedModules {
  /** The class of the module {@code attached}, and the file that it is compiled from. */
  static final String TYPE = "tools.attached.AttachedModule";

  static final String FILE = "AttachedModule.java";

  private static final String FUNCTIONS =
      """
      package tools.attached;

      public interface Attached {
        int vsn();
        void start(int first);
        void load(String file);
        String loaded();
        String property(String name);
      }
      """;

  private static final String SOURCE =
"""
      package tools.attached;

      import io.baton.api.code.CodeLoader;
      import io.baton.api.process.Processes;
      import java.nio.file.Path;

      public final class AttachedModule implements Attached {
        private final CodeLoader loader;
        private volatile String loaded = "nothing yet";

        public AttachedModule(CodeLoader loader) {
          this.loader = loader; // constructor
        }

        @Override
        public int vsn() {
          return VSN;
        }

        @Override
        public void start(int first) {
          Processes.spawn(() -> count(first));
        }

        private static void count(int first) {
          int total = first;
          while (total != 0) { // loop
            total = next(total); // call
          }
        }

        private static int next(int before) {
          int after = before % 1000; // entered
          return after + 1; // left
        }

        @Override
        public void load(String file) {
          Thread.ofPlatform().daemon().start(() -> loaded = loader.loadFile(Path.of(file)).toString());
        }

        @Override
        public String loaded() {
          return loaded;
        }

        @Override
        public String property(String name) {
          return String.valueOf(System.getProperties().get(name));
        }
      }
""";

  private static final ModuleJar.Described COMPONENT =
      new ModuleJar.Described(TYPE, "tools.attached.Attached", "io.baton.api.code.CodeLoader");

  private final Path folder;
  private final Path home;

  /**
   * Creates the writer of such modules.
   *
   * @param home of the distribution whose API they use
   */
  AttachedModules(Path folder, Path home) {
    this.folder = folder;
    this.home = home;
  }

  /** Returns the line of the source with a comment. */
  static int line(String comment) {
    List<String> lines = SOURCE.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("// " + comment)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException(comment);
  }

  /** Writes a version of a module. */
  Path write(String name, int vsn) throws Exception {
    Map<String, String> sources =
        Map.of(
            "tools.attached.Attached",
            FUNCTIONS,
            TYPE,
            SOURCE.replace("VSN", Integer.toString(vsn)));
    return new ModuleJar(name, vsn + ".0.0", sources)
        .jar(COMPONENT, home)
        .write(folder.resolve("%s-%d.0.0.jar".formatted(name, vsn)));
  }
}
