package io.baton.otp.event;

import io.baton.api.event.HandlerId;
import io.baton.api.event.HandlerState;
import io.baton.api.process.ExitReason;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.otp.loop.Behaviour;
import io.baton.otp.request.Message;
import io.baton.otp.version.LiveState;
import io.baton.otp.version.ValueConverter;
import io.baton.otp.version.Versions;
import io.baton.spi.Modules;
import io.baton.spi.ProcessTable;
import io.baton.spi.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Behaviour {@code gen_event}: an event manager, which calls its handlers one after the other. An
 * exception in a handler affects only that handler. Erlang: stdlib/src/gen_event.erl, {@code
 * handle_msg/6}.
 */
final class EventBehaviour implements Behaviour {
  private final InstalledHandlers handlers;

  EventBehaviour(Modules modules, ValueConverter converter) {
    handlers = new InstalledHandlers(modules, converter);
  }

  @Override
  public String role() {
    return "event manager";
  }

  @Override
  public Init<Object> init(Modules.Bound version, Object argument) {
    return Init.ok(argument);
  }

  @Override
  public Handled<Object> handle(Modules.Bound version, Object message, Object state) {
    switch (message) {
      case EventMessage.Notify(Object event) -> handlers.notify(handler -> handler.event(event));
      case Message.Cast(Object event) -> handlers.notify(handler -> handler.event(event));
      case EventMessage.SyncNotify(Object event, var from) -> {
        handlers.notify(handler -> handler.event(event));
        from.answer(null);
      }
      case EventMessage.Add(var id, Object argument, var from) ->
          from.answer(handlers.add(id, argument));
      case EventMessage.Delete(var id, Object argument, var from) ->
          from.answer(handlers.delete(id, argument));
      case EventMessage.Swap(var old, var next, var from) -> from.answer(handlers.swap(old, next));
      case EventMessage.Which(var from) ->
          from.answer(handlers.newestFirst().stream().map(InstalledHandler::id).toList());
      case EventMessage.Ask ask -> handlers.answer(ask);
      default -> handlers.notify(handler -> handler.info(message));
    }
    return Handled.noReply(state);
  }

  @Override
  public void terminate(Modules.Bound version, ExitReason reason, Object state) {
    handlers.stop(reason);
  }

  @Override
  public List<ProcessTable.Kept> kept(Object state) {
    List<ProcessTable.Kept> kept = new ArrayList<>();
    for (InstalledHandler handler : handlers.newestFirst()) {
      handler
          .kept()
          .ifPresent(value -> kept.add(new ProcessTable.Kept("state of " + handler, value)));
    }
    return kept;
  }

  @Override
  public List<LiveState> live(Object state, Versions versions, String module) {
    return handlers.newestFirst().stream()
        .filter(handler -> handler.id().module().equals(module))
        .flatMap(handler -> handler.live().stream())
        .toList();
  }

  @Override
  public Object carry(Modules.Bound into, Object state) {
    return state;
  }

  @Override
  public Object shown(Object state) {
    return handlers.newestFirst().stream()
        .map(one -> new HandlerState(one.id(), one.state()))
        .toList();
  }

  /** Replaces the states of all handlers, or of none. */
  @Override
  public Object replace(Modules.Bound into, Object state, Object shown) {
    List<InstalledHandler> now = handlers.newestFirst();
    if (!(shown instanceof List<?> states) || states.size() != now.size()) {
      throw new IllegalArgumentException("expected a HandlerState for each handler");
    }
    List<Object> carried = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      InstalledHandler handler = now.get(i);
      if (!(states.get(i) instanceof HandlerState(HandlerId id, Object next))
          || !id.equals(handler.id())) {
        throw new IllegalArgumentException(
            "expected the state of %s, was %s".formatted(handler, ValueText.of(states.get(i))));
      }
      carried.add(handler.carry(handler.versions().enter(handler), next));
    }
    for (int i = 0; i < now.size(); i++) {
      now.get(i).state(carried.get(i));
    }
    return state;
  }

  @Override
  public @Nullable ClassLoader code() {
    for (InstalledHandler handler : handlers.newestFirst()) {
      ClassLoader code = handler.versions().code();
      if (code != null) {
        return code;
      }
    }
    return null;
  }

  @Override
  public boolean isIn(ClassLoader version) {
    return handlers.newestFirst().stream()
        .anyMatch(handler -> handler.versions().code() == version);
  }

  @Override
  public boolean isInAny(Set<ClassLoader> versions) {
    return handlers.newestFirst().stream()
        .map(handler -> handler.versions().code())
        .anyMatch(code -> code != null && versions.contains(code));
  }

  @Override
  public Optional<String> whyIn(ClassLoader version) {
    return handlers.newestFirst().stream()
        .flatMap(handler -> handler.versions().why(version).stream())
        .findFirst();
  }

  @Override
  public boolean runsOthers() {
    return true;
  }

  @Override
  public boolean runs(String module) {
    return handlers.newestFirst().stream()
        .anyMatch(handler -> handler.id().module().equals(module));
  }

  @Override
  public void look() {
    handlers.newestFirst().forEach(InstalledHandler::look);
  }
}
