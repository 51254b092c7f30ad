package io.baton.races.schedules;

import io.baton.races.stepping.Stepper;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs schedules, one after the other. Loaded by a loader whose classes stop at steps. */
public final class Schedules {
  private static final int REQUESTERS = 3;
  private static final int MOST_OPERATIONS = 5;

  /** The first schedules of a run load classes, which no later one does: they warm up. */
  private static final int WARM_UP = 5;

  /** After so many a long run says how far it is, which is about every half minute. */
  private static final long PROGRESS = 1_000;

  /** Silent, since things go wrong on purpose. Held strongly. */
  private static final Logger QUIET = Logger.getLogger("io.baton");

  private final Scene scene;

  private Schedules(Scene scene) {
    this.scene = scene;
  }

  /**
   * Runs schedules, up to one that fails, and says what has come of them.
   *
   * @param first seed of the first one; the next ones follow
   * @param count how many
   * @param folder for files
   * @return whether all have passed
   */
  public static boolean run(long first, long count, Path folder) throws Exception {
    QUIET.setLevel(Level.OFF);
    var schedules = new Schedules(new Scene(folder));
    long steps = 0;
    for (long seed = first - WARM_UP; seed < first + count; seed++) {
      if (!schedules.run(seed)) {
        System.out.printf("to run it again: races/run --schedules 1 --seed %d%n", seed);
        return false;
      }
      steps += Stepper.steps();
      long done = seed - first + 1;
      if (done > 0 && done % PROGRESS == 0 && done < count) {
        System.err.printf("life-cycle schedules: %,d of %,d%n", done, count);
      }
    }
    System.out.printf(
        "life-cycle schedules %,d to %,d: %,d steps%n", first, first + count - 1, steps);
    return true;
  }

  private boolean run(long seed) {
    var schedule = new Schedule(scene);
    var client = new Client(schedule);
    Stepper.begin(seed, schedule.history()::look);
    for (int i = 1; i <= REQUESTERS; i++) {
      var requests = new Requests(schedule, "requester " + i);
      Stepper.start("requester " + i, () -> requests.run(1 + Stepper.draw(MOST_OPERATIONS)));
    }
    Stepper.start("client", client::run);
    schedule.runAll();
    long trace = Stepper.trace();
    client.check();
    Stepper.start("check", new Afterwards(schedule)::check);
    schedule.runAll();
    Stepper.start("clean up", new Afterwards(schedule)::cleanUp);
    schedule.runAll();
    if (schedule.hasPassed()) {
      return true;
    }
    System.out.printf("life-cycle schedule %d FAILED (order %x):%n", seed, trace);
    schedule.print();
    return false;
  }
}
