package io.baton.code.checking;

import io.baton.api.code.HandoverException;
import io.baton.api.code.RefusedState;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.code.calling.LoopArguments;
import io.baton.code.calling.LoopFunctions;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.Handover;
import io.baton.spi.LiveStates.Live;
import io.baton.spi.ProcessTable.Running;
import io.baton.spi.ThrownText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries states into a version and throws the results away. */
final class TrialConversion {
  /** Number of failures that are reported; more do not help. */
  private static final int SHOWN = 100;

  /** How often a state is tried that its process changes meanwhile. */
  private static final int ATTEMPTS = 10;

  private final LoadedVersion next;
  private final Handover handover;
  private final LoopFunctions loops;
  private final List<RefusedState> refused = new ArrayList<>();
  private int count;

  TrialConversion(LoadedVersion before, LoadedVersion next, Handover handover) {
    this.next = next;
    this.handover = handover;
    loops = new LoopFunctions(before.callable(), next.callable());
  }

  List<RefusedState> refused() {
    return refused;
  }

  int count() {
    return count;
  }

  void state(Live live) {
    attempt(live.pid(), live.name(), () -> live.tryIn(next.callable()));
  }

  void loop(Running process) {
    process
        .turn()
        .flatMap(loops::arguments)
        .ifPresent(loop -> attempt(process.pid(), Optional.of(process.title()), () -> carry(loop)));
  }

  private void carry(LoopArguments loop) {
    if (!loop.isExported()) {
      throw new HandoverException(
          "%s is not exported by %s, so its process would end"
              .formatted(loop.function(), next.id()));
    }
    loop.arguments().forEach(argument -> argument.tryIn(handover));
  }

  private void attempt(Pid pid, Optional<String> name, Runnable carrying) {
    Throwable last = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        carrying.run();
        return;
      } catch (HandoverException e) {
        last = e;
        break;
      } catch (ProcessExit e) {
        Pid _ = Processes.self(); // a kill of the trial itself ends it here
        last = e;
      } catch (RuntimeException | Error e) {
        last = e;
      }
    }
    if (last != null) {
      count++;
      if (refused.size() < SHOWN) {
        refused.add(new RefusedState(pid, name.orElse(""), why(last)));
      }
    }
  }

  private static String why(Throwable thrown) {
    return thrown instanceof HandoverException
        ? String.valueOf(thrown.getMessage())
        : "it cannot be carried: " + ThrownText.describe(thrown);
  }
}
