package io.baton.otp.server;

import io.baton.api.code.HandoverException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.ExitReason;
import io.baton.api.server.Call;
import io.baton.api.server.CastServer;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.otp.loop.Behaviour;
import io.baton.otp.request.Message;
import io.baton.otp.version.LiveState;
import io.baton.otp.version.TypeArguments;
import io.baton.otp.version.ValueConverter;
import io.baton.otp.version.Versions;
import io.baton.spi.Handover;
import io.baton.spi.Log;
import io.baton.spi.Modules;
import io.baton.spi.StateChange;
import io.baton.spi.ThrownReason;
import java.util.List;

/**
 * Behaviour {@code gen_server}: turns a message into a call of one of the callbacks of {@link
 * Server}.
 */
final class ServerBehaviour implements Behaviour {
  private static final Log LOG = Log.of("io.baton.otp");

  private final ValueConverter converter;

  ServerBehaviour(ValueConverter converter) {
    this.converter = converter;
  }

  @Override
  public Init<Object> init(Modules.Bound version, Object argument) {
    Server<Object, Object, Call<?>> server = server(version);
    return server.init(
        converter.convert(
            argument, types(version).argument(), version.loader(), "argument of init"));
  }

  @Override
  public Handled<Object> handle(Modules.Bound version, Object message, Object state) {
    Server<Object, Object, Call<?>> server = server(version);
    return switch (message) {
      case Message.Request request -> call(version, request, state);
      case Message.Cast(Object cast) -> cast(version, cast, state);
      case Message.Continue(Object term) ->
          server.handleContinue(converter.convertInfo(term, version.loader()), state);
      default -> server.handleInfo(converter.convertInfo(message, version.loader()), state);
    };
  }

  /**
   * Handles a call. A request that does not convert is refused to its caller; the server continues.
   */
  private Handled<Object> call(Modules.Bound version, Message.Request request, Object state) {
    Object call;
    try {
      call = converter.convert(request.call(), types(version).call(), version.loader(), "call");
    } catch (HandoverException e) {
      request.from().refuse(ThrownReason.of(e));
      return Handled.noReply(state);
    }
    return server(version).handleCall((Call<?>) call, request.from(), state);
  }

  private Handled<Object> cast(Modules.Bound version, Object cast, Object state) {
    if (!(version.instance() instanceof CastServer<?, ?, ?, ?> server)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "%s takes no casts; it got a %s".formatted(version.version(), cast.getClass().getName()));
      return Handled.noReply(state);
    }
    Object carried;
    try {
      carried = converter.convert(cast, types(version).event(), version.loader(), "cast");
    } catch (HandoverException e) {
      LOG.log(System.Logger.Level.WARNING, "a cast was dropped: " + e.getMessage());
      return Handled.noReply(state);
    }
    return castServer(server).handleCast(carried, state);
  }

  @Override
  public void terminate(Modules.Bound version, ExitReason reason, Object state) {
    server(version).terminate(reason, state);
  }

  @Override
  public Class<?> kind(Object state) {
    return state.getClass();
  }

  @Override
  public List<LiveState> live(Object state, Versions versions, String module) {
    return versions.module().equals(module)
        ? List.of(
            new LiveState(
                state, versions, ServerBehaviour::into, version -> versions.tryIn(version, state)))
        : List.of();
  }

  private static Handover.Into into(Modules.Bound version) {
    if (!Server.class.isAssignableFrom(version.type())) {
      throw noServer(version);
    }
    return types(version).state().into(version.loader(), "state");
  }

  @Override
  public Object carry(Modules.Bound into, Object state) {
    Server<Object, Object, Call<?>> _ = server(into);
    return converter.convertState(state, types(into).state(), into.loader());
  }

  @Override
  public Object change(StateChange.Between versions, Object state) {
    Modules.Bound into = versions.to();
    Server<Object, Object, Call<?>> _ = server(into);
    return converter.change(state, versions, types(into).state());
  }

  private static TypeArguments types(Modules.Bound version) {
    return TypeArguments.server(version.type());
  }

  /** Casts safely: {@link ValueConverter} converts values to the types that the module declares. */
  @SuppressWarnings("unchecked")
  private static Server<Object, Object, Call<?>> server(Modules.Bound version) {
    if (version.instance() instanceof Server<?, ?, ?> server) {
      return (Server<Object, Object, Call<?>>) server;
    }
    throw noServer(version);
  }

  private static UndefinedFunctionException noServer(Modules.Bound version) {
    return new UndefinedFunctionException(
        "%s is no server: its component does not implement Server".formatted(version.version()));
  }

  @SuppressWarnings("unchecked")
  private static CastServer<Object, Object, Call<?>, Object> castServer(
      CastServer<?, ?, ?, ?> server) {
    return (CastServer<Object, Object, Call<?>, Object>) server;
  }
}
