package io.baton.otp.loop;

import static io.baton.api.process.Processes.self;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.api.server.Init;
import io.baton.otp.version.GapException;
import io.baton.otp.version.Versions;
import io.baton.spi.Replies;
import io.baton.spi.ThrownReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first turn of a server: registers its name, makes the first state, and answers the starter.
 * Whatever goes wrong ends the process, and so notifies the starter. Touched by the server's
 * process only. Erlang: stdlib/src/gen.erl, {@code init_it/6}.
 */
final class Initialization {
  private final Loop loop;
  private final StartHandshake handshake;
  private final Replies.Slot starter;

  Initialization(Loop loop, StartHandshake handshake, Replies.Slot starter) {
    this.loop = loop;
    this.handshake = handshake;
    this.starter = starter;
  }

  /** Registers the name, and runs {@code init}. */
  Init.Ok<Object> run(Behaviour behaviour, Versions versions) {
    handshake.name.ifPresent(this::register);
    Init<Object> init;
    try {
      init = init(behaviour, versions);
    } catch (ProcessExit exit) {
      throw exit;
    } catch (Throwable thrown) {
      throw Ending.log(loop, ThrownReason.of(thrown), thrown);
    }
    return switch (init) {
      case Init.Ok<Object> ok -> ok;
      case Init.Stop<Object>(ExitReason reason) -> throw new ProcessExit(reason);
      case Init.Ignore<Object>() -> {
        handshake.ignore();
        throw new ProcessExit(ExitReason.NORMAL);
      }
      case null -> throw Ending.log(loop, Ending.BAD_RETURN_VALUE, null);
    };
  }

  private void register(String name) {
    while (true) {
      try {
        Processes.register(name, self());
        return;
      } catch (IllegalArgumentException _) {
        Optional<Pid> owner = Processes.whereis(name);
        if (owner.isPresent()) {
          handshake.takenBy(owner.get());
          throw new ProcessExit(ExitReason.NORMAL);
        }
      }
    }
  }

  private @Nullable Init<Object> init(Behaviour behaviour, Versions versions) {
    while (true) {
      try {
        return versions.runFirst(version -> behaviour.init(version, handshake.argument));
      } catch (GapException away) {
        if (!GapWait.forChange(away)) {
          throw away.gap().error();
        }
      }
    }
  }

  /** Lets the starter return. */
  void acknowledge() {
    starter.answer(null);
  }
}
