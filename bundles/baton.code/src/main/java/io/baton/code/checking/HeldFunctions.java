package io.baton.code.checking;

import io.baton.api.code.HeldFunction;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.PlainTypes;
import io.baton.spi.ProcessTable.Kept;
import io.baton.spi.ProcessTable.Running;
import io.baton.spi.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the functions of a version that processes keep. */
public final class HeldFunctions {
  private final CheckContext checkContext;

  /**
   * Searches at each request.
   *
   * @param checkContext the services that a check asks
   */
  public HeldFunctions(CheckContext checkContext) {
    this.checkContext = checkContext;
  }

  /**
   * The functions of a version that processes keep now, about.
   *
   * @param version usually an old one
   * @return in the order of the processes
   */
  public List<HeldFunction> of(LoadedVersion version) {
    Optional<Shapes> shapes = checkContext.shapes().get();
    List<HeldFunction> found = new ArrayList<>();
    if (shapes.isPresent()) {
      for (Running process : checkContext.processes().living()) {
        for (Kept kept : process.kept()) {
          if (!PlainTypes.isPlain(kept.value())) {
            add(found, version, process, functions(shapes.get(), kept, version));
          }
        }
      }
    }
    return found;
  }

  private static List<Shapes.Held> functions(Shapes shapes, Kept kept, LoadedVersion version) {
    return shapes.functions(kept.value(), kept.what(), version.loader());
  }

  private static void add(
      List<HeldFunction> found,
      LoadedVersion version,
      Running process,
      List<Shapes.Held> functions) {
    for (Shapes.Held held : functions) {
      found.add(
          new HeldFunction(
              version.id(), process.pid(), process.title(), held.path(), written(held.code())));
    }
  }

  /** The class of a lambda is named after the one that it was written in. */
  private static String written(Class<?> type) {
    String name = type.getName();
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0 ? name : name.substring(0, lambda);
  }
}
