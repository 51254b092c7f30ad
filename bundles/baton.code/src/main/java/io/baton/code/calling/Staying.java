package io.baton.code.calling;

import io.baton.api.code.HandoverException;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.Next;
import io.baton.spi.ProcessTable;
import io.baton.spi.Turn;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that runs in the version which made it, in a process whose arguments do not cross to the
 * version that is current. It knows what has been refused, so that a loop does not try it again at
 * each turn.
 *
 * @param call in the version that made it
 * @param qualified whether it would have gone elsewhere
 * @param refusal why the process stays
 */
record Staying(LocalCall call, boolean qualified, Refusal refusal)
    implements Turn, ProcessTable.Keeper {
  /**
   * That a process cannot leave a version. Holds nothing of the version that it does not go to.
   *
   * @param module whose versions they are
   * @param from number of the version that it is in
   * @param to number of the version that is current
   * @param functions of the version that it is in, in the place of those that were refused
   * @param why text
   */
  record Refusal(
      ModuleSwitch module,
      long from,
      long to,
      Map<QualifiedFunction, MethodHandle> functions,
      String why) {
    /** Returns whether the version that the arguments did not cross to is still current. */
    boolean holds() {
      Target.Callable now = module.current().code();
      return now != null && now.version().number() == to;
    }

    Refusal and(QualifiedFunction function, MethodHandle own) {
      var more = new HashMap<>(functions);
      more.put(function, own);
      return new Refusal(module, from, to, Map.copyOf(more), why);
    }
  }

  /** Returns what was refused to the process when it ran its turn before. */
  static @Nullable Refusal after(@Nullable Turn before) {
    return before instanceof Staying staying && staying.refusal().holds()
        ? staying.refusal()
        : null;
  }

  @Override
  public Next run() throws Throwable {
    try {
      return call.run();
    } catch (PurgedCodeException e) {
      throw e.version() == refusal.from() ? new HandoverException(refusal.why()) : e;
    }
  }

  @Override
  public boolean upToDate() {
    return !qualified || refusal.holds();
  }

  @Override
  public List<ProcessTable.Kept> kept() {
    return call.kept();
  }

  @Override
  public ClassLoader code() {
    return call.code();
  }

  @Override
  public Optional<String> whyIn(ClassLoader version) {
    return version == call.code() ? Optional.of(refusal.why()) : Optional.empty();
  }
}
