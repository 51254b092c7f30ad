package io.baton.application.control;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.FinishResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.Source;
import java.util.ArrayList;
import java.util.List;

/** Loads the modules of an application that have no current version. */
final class ModuleLoads {
  private final CodeLoader loader;
  private final CodeStatus status;

  ModuleLoads(CodeLoader loader, CodeStatus status) {
    this.loader = loader;
    this.status = status;
  }

  /**
   * Loads what is not loaded, from the code path, together. Modules with an {@code onLoad} cannot
   * be loaded together with others; they follow, one after the other.
   *
   * @return why, for each that has no current version; empty if all have one
   */
  List<LoadResult.Refused> ensure(List<String> modules) {
    List<String> missing =
        modules.stream().filter(module -> status.isLoaded(module).isEmpty()).distinct().toList();
    return missing.size() < 2 ? oneByOne(missing) : together(missing);
  }

  private List<LoadResult.Refused> together(List<String> missing) {
    if (!(loader.atomicLoad(missing.stream().map(Source.OnPath::new).toList())
        instanceof FinishResult.Refused(var errors))) {
      return List.of();
    }
    List<String> alone =
        missing.stream()
            .filter(module -> errors.get(module) instanceof LoadResult.OnLoadNotAllowed)
            .toList();
    if (alone.size() < errors.size()) {
      return List.copyOf(errors.values());
    }
    List<LoadResult.Refused> refused =
        ensure(missing.stream().filter(module -> !alone.contains(module)).toList());
    return refused.isEmpty() ? oneByOne(alone) : refused;
  }

  private List<LoadResult.Refused> oneByOne(List<String> missing) {
    List<LoadResult.Refused> refused = new ArrayList<>();
    for (String module : missing) {
      if (loader.load(module) instanceof LoadResult.Refused why) {
        refused.add(why);
      }
    }
    return refused;
  }
}
