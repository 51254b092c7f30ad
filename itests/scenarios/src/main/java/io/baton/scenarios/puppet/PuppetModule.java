package io.baton.scenarios.puppet;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.stop;

import io.baton.api.code.Code;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.Fun;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Next;
import io.baton.scenarios.words.Instruction;
import io.baton.scenarios.words.Order;
import io.baton.spi.CapturedCall;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.osgi.framework.FrameworkUtil;

/**
 * The puppet. Its loop reads like the one in erlang/puppet.erl. The name of the module is a
 * property of its component, the number of the version is its bundle's.
 */
public final class PuppetModule implements Puppet {
  private final Code code;
  private final CodeStatus codeStatus;
  private final String name;
  private final int vsn;

  /** {@code ?MODULE:} */
  private final Puppet module;

  private final Puppet here;

  /** Called by SCR. */
  public PuppetModule(Code code, Map<String, Object> properties) {
    this.code = code;
    codeStatus = (CodeStatus) code; // both are services of one object
    name = String.valueOf(properties.get("baton.module"));
    vsn = FrameworkUtil.getBundle(PuppetModule.class).getVersion().getMajor();
    module = code.qualified(name, Puppet.class);
    here = code.local(this, Puppet.class);
  }

  @Override
  public int vsn() {
    return vsn;
  }

  @Override
  public Next loop(State state) {
    Instruction instruction = receive(Instruction.class);
    return switch (instruction.order()) {
      case Order.Turning turning -> turn(turning, state, instruction);
      case Order.Question question -> {
        instruction.reply(answer(question, state));
        yield continued(state);
      }
      case Order.Change change -> {
        State changed = change(change, state);
        instruction.reply(change instanceof Order.Count ? changed.count() : "ok");
        yield continued(changed);
      }
      case Order.Act act -> {
        Acts.carryOut(act);
        instruction.reply("ok");
        yield continued(state);
      }
    };
  }

  private Next continued(State state) {
    return switch (state.mode()) {
      case QUALIFIED -> module.loop(state);
      case LOCAL -> here.loop(state);
    };
  }

  private Next turn(Order.Turning order, State state, Instruction instruction) {
    boolean bottom = order instanceof Order.Unnest && state.depth() == 0;
    instruction.reply(bottom ? "bottom" : "ok");
    return switch (order) {
      case Order.Nest _ -> nest(state);
      case Order.Unnest _ -> bottom ? continued(state) : returned(state);
      case Order.Spin _ -> spin();
    };
  }

  /** Runs a loop to its end, in a frame of its own: this version stays on the stack below. */
  private Next nest(State state) {
    Next next = continued(state.depth(state.depth() + 1));
    while (next instanceof CapturedCall call) {
      next = run(call);
    }
    State inner = receive(Returned.class).state();
    return continued(inner.depth(state.depth()));
  }

  private static Next run(CapturedCall call) {
    try {
      return call.bind().run();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Next returned(State state) {
    send(self(), new Returned(state));
    return stop();
  }

  private static Next spin() {
    while (true) {
      Thread.onSpinWait();
    }
  }

  private Object answer(Order.Question question, State state) {
    return switch (question) {
      case Order.Version _ -> vsn();
      case Order.Peek(var other) -> peek(other.isEmpty() ? name : other);
      case Order.Call _ -> state.held().map(this::called).orElse("none");
      case Order.SpawnLocal(var gate) -> spawn(gate.enter(here.loop(State.INITIAL)));
      case Order.SpawnQualified(var gate) -> spawn(gate.enter(module.loop(State.INITIAL)));
      case Order.Mail _ -> Acts.mail();
    };
  }

  private State change(Order.Change change, State state) {
    return switch (change) {
      case Order.Local _ -> state.mode(State.Mode.LOCAL);
      case Order.Qualified _ -> state.mode(State.Mode.QUALIFIED);
      case Order.HoldLocal _ -> state.held(Optional.of(() -> vsn()));
      case Order.HoldExternal _ ->
          state.held(Optional.of(Fun.of(name, "vsn").as(IntSupplier.class)));
      case Order.Drop _ -> state.held(Optional.empty());
      case Order.Count(int number) -> state.counted(number);
    };
  }

  private Object peek(String other) {
    return called(code.qualified(other, Puppet.class)::vsn);
  }

  /**
   * What a function returns. Where a module has no current version, Erlang says {@code undef} also
   * of a function of its purged code; Baton says that it is purged, and the puppet looks.
   */
  private Object called(IntSupplier function) {
    try {
      return function.getAsInt();
    } catch (UndefinedFunctionException _) {
      return "undef";
    } catch (PurgedCodeException e) {
      if (codeStatus.isLoaded(name).isEmpty()) {
        return "undef";
      }
      throw e;
    }
  }
}
