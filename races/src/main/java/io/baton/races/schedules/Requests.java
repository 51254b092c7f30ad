package io.baton.races.schedules;

import static io.baton.races.schedules.Schedule.one;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.FinishResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PrepareResult;
import io.baton.api.code.Prepared;
import io.baton.api.code.Source;
import io.baton.races.stepping.Stepper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What a requester asks the code server for, and does by hand; drawn one after the other. */
final class Requests {
  private final Schedule schedule;
  private final Scene scene;
  private final String requester;
  private final List<Kind> kinds;

  /** A kind of request, and how often it is drawn compared to others. */
  record Kind(int weight, Runnable request) {}

  Requests(Schedule schedule, String requester) {
    this.schedule = schedule;
    this.requester = requester;
    scene = schedule.scene();
    kinds =
        new ArrayList<>(
            List.of(
                new Kind(6, this::load),
                new Kind(2, this::loadFromMemory),
                new Kind(2, this::prepare),
                new Kind(2, this::finish),
                new Kind(1, this::close),
                new Kind(3, this::loadTogether),
                new Kind(2, this::check),
                new Kind(2, this::delete),
                new Kind(2, this::softPurge),
                new Kind(3, this::purge)));
    kinds.addAll(new ByHand(schedule, requester).kinds());
  }

  void run(int count) {
    for (int i = 0; i < count; i++) {
      draw().run();
    }
  }

  private Runnable draw() {
    int left = Stepper.draw(kinds.stream().mapToInt(Kind::weight).sum());
    for (Kind kind : kinds) {
      left -= kind.weight();
      if (left < 0) {
        return kind.request();
      }
    }
    throw new AssertionError("more was drawn than there is");
  }

  /** The result; empty if it threw something, which it must not. */
  private <T> Optional<T> ask(String what, Callable<T> request) {
    schedule.note(requester + " " + what);
    try {
      T result = request.call();
      schedule.note("%s gets %s".formatted(requester, result));
      return Optional.of(result);
    } catch (Exception | Error e) {
      schedule.mistake("%s %s, and gets %s".formatted(requester, what, Traces.of(e)));
      return Optional.empty();
    }
  }

  private CodeLoader codeLoader() {
    return scene.codeLoader();
  }

  private static String module() {
    return one(ModuleFiles.MODULES);
  }

  private static int number() {
    return 1 + Stepper.draw(ModuleFiles.VERSIONS);
  }

  private Path file() {
    return scene.files().file(module(), number());
  }

  private void load() {
    Path file = file();
    ask("loads " + file.getFileName(), () -> codeLoader().loadFile(file)).ifPresent(this::note);
  }

  private void loadFromMemory() {
    String module = module();
    int number = number();
    ask(
            "loads %s %d from memory".formatted(module, number),
            () -> codeLoader().loadBinary(module, "memory", ModuleFiles.bytes(module, number)))
        .ifPresent(this::note);
  }

  private void note(LoadResult result) {
    if (result instanceof LoadResult.Loaded(ModuleVersion current, _, _, _)) {
      schedule.acknowledged().add(current.number());
    }
  }

  private void note(FinishResult result) {
    if (result instanceof FinishResult.Loaded(List<ModuleVersion> current, _, _)) {
      current.forEach(one -> schedule.acknowledged().add(one.number()));
    }
  }

  private List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    for (String module : ModuleFiles.MODULES) {
      if (Stepper.draw(3) > 0) {
        sources.add(new Source.InFile(module, scene.files().file(module, number())));
      }
    }
    return sources;
  }

  private void prepare() {
    List<Source> sources = sources();
    ask("prepares " + sources, () -> codeLoader().prepareLoading(sources))
        .ifPresent(result -> {
          if (result instanceof PrepareResult.Ready(Prepared prepared)) {
            schedule.prepared().add(prepared);
          }
        });
  }

  private void finish() {
    if (!schedule.prepared().isEmpty()) {
      Prepared prepared = one(schedule.prepared());
      ask("finishes " + prepared.modules(), () -> codeLoader().finishLoading(prepared))
          .ifPresent(this::note);
    }
  }

  private void close() {
    if (!schedule.prepared().isEmpty()) {
      Prepared prepared = one(schedule.prepared());
      var _ =
          ask(
              "closes " + prepared.modules(),
              () -> {
                prepared.close();
                return "nothing";
              });
    }
  }

  private void loadTogether() {
    List<Source> sources = sources();
    ask("loads together " + sources, () -> codeLoader().atomicLoad(sources)).ifPresent(this::note);
  }

  private void check() {
    Path file = file();
    var options =
        Stepper.draw(2) == 0 ? new CheckOption[] {CheckOption.CONSTRUCT} : new CheckOption[0];
    var _ = ask("checks " + file.getFileName(), () -> codeLoader().check(file, options));
  }

  private void delete() {
    String module = module();
    ask("deletes " + module, () -> codeLoader().delete(module))
        .ifPresent(result -> {
          if (result instanceof DeleteResult.Deleted(ModuleVersion old)) {
            schedule.deleted().add(old.number());
          }
        });
  }

  private void softPurge() {
    String module = module();
    var _ = ask("soft purges " + module, () -> codeLoader().softPurge(module));
  }

  private void purge() {
    String module = module();
    var _ = ask("purges " + module, () -> codeLoader().purge(module));
  }
}
