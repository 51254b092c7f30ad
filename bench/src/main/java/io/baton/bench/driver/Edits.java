package io.baton.bench.driver;

import io.baton.api.code.Code;
import io.baton.api.compiler.CompileResult;
import io.baton.api.compiler.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/**
 * Edits of a source that is one file, each until a call runs what was written: the file is written,
 * compiled, and loaded beside the version that runs. The same as {@code erlang/edits.erl}.
 * Milliseconds.
 */
public final class Edits {
  private static final int WARM_UPS = 20;

  private final BundleContext context;
  private final Code code;
  private final Lines lines = new Lines();

  /** What a client knows of it. */
  private interface Counter {
    int next(int count);
  }

  Edits(BundleContext context, Code code) {
    this.context = context;
    this.code = code;
  }

  /** So many, after others that warm up; and the first of all. */
  public void edits(int edits) throws IOException {
    Compiler compiler = context.getService(context.getServiceReference(Compiler.class));
    Path folder = Files.createTempDirectory("edits");
    Path file = folder.resolve("edited.java");
    try {
      Times first = measure(compiler, file, 1);
      Times _ = measure(compiler, file, Math.min(WARM_UPS, edits));
      measure(compiler, file, edits).print(lines, "edit");
      first.print(lines, "first edit");
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private Times measure(Compiler compiler, Path file, int edits) throws IOException {
    Counter view = code.qualified("edited", Counter.class);
    var times = new Times(edits);
    for (int i = 1; i <= edits; i++) {
      String text = source(i);
      Moment start = Moment.now();
      Files.writeString(file, text);
      CompileResult result = compiler.compile(file);
      int count = result instanceof CompileResult.Loaded ? view.next(0) : -1;
      times.since(start);
      if (count != i) {
        throw new IllegalStateException("edit %d: %s, %d".formatted(i, result, count));
      }
    }
    return times;
  }

  private static String source(int number) {
    return """
    import io.baton.api.code.Module;

    interface Counter {
      int next(int count);
    }

    record State(int count, String last) {}

    @Module("edited")
    class CounterModule implements Counter {
      public int next(int count) {
        return new State(count + %d, "edited").count();
      }
    }
    """
        .formatted(number);
  }
}
