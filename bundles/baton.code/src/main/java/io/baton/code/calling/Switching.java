package io.baton.code.calling;

import io.baton.spi.Rounds;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes several modules lead elsewhere at one moment. No caller sees one of them led to its new
 * target and after that another one to its old target.
 *
 * <ol>
 *   <li>{@link #prepare}: each switch leads to a step, which asks this switching whether it is
 *       done; every call site is unlinked, and none is linked, so from then on every call asks.
 *   <li>{@link #commit}: one write, seen by all callers.
 *   <li>{@link #settle}: each switch leads to its new target itself, and calls are linked again.
 * </ol>
 *
 * <p>Used once, by the lanes of all modules concerned. Calls never wait for it.
 */
public final class Switching {
  private final List<Move> moves;
  private final List<Step> steps = new ArrayList<>();

  /** Written once, by {@link #commit}; read by every caller between the first and the last step. */
  private volatile boolean done;

  /**
   * Change of one module's target.
   *
   * @param module each switch once
   * @param next its new target
   */
  public record Move(ModuleSwitch module, Target next) {}

  /** State of a switch as long as its change is undecided. */
  record Step(Switching switching, Target before, Target next) implements ModuleSwitch.State {
    @Override
    public Target target() {
      return switching.done ? next : before;
    }
  }

  Switching(List<Move> moves) {
    this.moves = List.copyOf(moves);
  }

  /**
   * Makes all modules lead elsewhere. When it returns, no thread starts a call that leads where
   * they led before.
   *
   * @param moves each module once
   */
  public static void all(List<Move> moves) {
    var switching = new Switching(moves);
    switching.prepare();
    List<Runnable> rest = List.of(switching::settle); // made before it is decided
    switching.commit();
    Rounds.untilDone(rest);
  }

  void prepare() {
    List<MutableCallSite> sites = new ArrayList<>();
    for (Move move : moves) {
      var step = new Step(this, move.module().current(), move.next());
      steps.add(step);
      move.module().lead(step, sites);
    }
    MutableCallSite.syncAll(sites.toArray(MutableCallSite[]::new));
  }

  void commit() {
    done = true;
  }

  /** Nothing was linked since all was unlinked, so nothing is left to unlink. */
  void settle() {
    moves.forEach(move -> move.module().lead(move.next()));
  }
}
