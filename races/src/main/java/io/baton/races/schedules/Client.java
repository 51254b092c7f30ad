package io.baton.races.schedules;

import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.code.LiveCodeServer.Seen;
import io.baton.races.stepping.Stepper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls the modules all the time: a version that is current answers, and no other one does. */
final class Client {
  private static final int CALLS = 12;

  private final Schedule schedule;
  private final List<Call> calls = new ArrayList<>();

  Client(Schedule schedule) {
    this.schedule = schedule;
  }

  /**
   * A call.
   *
   * @param line what was current, one after the other
   * @param from place in the line when the call began
   * @param to place behind the last one when it returned
   */
  private record Call(Object answer, List<Optional<Seen>> line, int from, int to) {
    /** The next one counts as well: what a call reaches is in the table a moment later. */
    List<Optional<Seen>> current() {
      return line.subList(from, Math.min(to + 1, line.size()));
    }
  }

  void run() {
    for (int i = 0; i < CALLS; i++) {
      Stepper.pause();
      call(Schedule.one(ModuleFiles.MODULES));
    }
  }

  private void call(String module) {
    schedule.history().look();
    List<Optional<Seen>> line = schedule.history().line(module);
    int from = line.size() - 1;
    Object answer;
    try {
      answer = schedule.scene().call(module);
    } catch (UndefinedFunctionException | PurgedCodeException e) {
      answer = e;
    } catch (RuntimeException | Error e) {
      answer = e;
      schedule.mistake("a call of %s throws %s".formatted(module, e));
    }
    schedule.history().look();
    schedule.note("  a call of %s gets %s".formatted(module, answer));
    calls.add(new Call(answer, line, from, line.size()));
  }

  /** Run when nothing is under way any more. */
  void check() {
    calls.forEach(this::check);
  }

  private void check(Call call) {
    List<Optional<Seen>> current = call.current();
    Optional<Seen> only = current.size() == 1 ? current.getFirst() : Optional.empty();
    only.filter(one -> !schedule.touched().contains(one.bundle()))
        .filter(one -> !schedule.away().contains(one.bundle()))
        .filter(one -> !call.answer().equals(one.major()))
        .ifPresent(
            one -> schedule.mistake("%s is current, a call gets %s".formatted(one, call.answer())));
    boolean isFromOther =
        call.answer() instanceof Integer major
            && current.stream().noneMatch(one -> one.filter(v -> v.major() == major).isPresent());
    if (isFromOther) {
      schedule.mistake("a call gets %s, current were %s".formatted(call.answer(), current));
    }
  }
}
