package io.baton.code.checking;

import io.baton.api.code.CodeChange;
import io.baton.api.event.EventHandler;
import io.baton.api.process.Next;
import io.baton.api.server.CastServer;
import io.baton.api.server.Server;
import io.baton.api.statem.StateMachine;
import io.baton.api.supervisor.Supervisor;
import io.baton.code.calling.LoopArguments;
import io.baton.code.calling.VersionCode;
import io.baton.code.exports.FunctionFinder;
import io.baton.code.linking.NamedData;
import io.baton.spi.DeclaredTypes;
import io.baton.spi.Handover.Into;
import io.baton.spi.StateChange;
import io.baton.spi.StateChange.Between;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The types that a version declares for its states and messages: there may be values of them,
 * whether there are now or not.
 */
final class DeclaredRoots {
  private static final List<Class<?>> BEHAVIOURS =
      List.of(
          Server.class, CastServer.class, StateMachine.class, EventHandler.class, Supervisor.class);

  private final VersionCode before;
  private final VersionCode next;
  private final Between versions;
  private final ComparisonRoots roots;
  private final Unknown unknown;

  DeclaredRoots(VersionCode before, VersionCode next, ComparisonRoots roots, Unknown unknown) {
    this.before = before;
    this.next = next;
    this.roots = roots;
    this.unknown = unknown;
    versions = new Between(before.version(), before, next);
  }

  /** Finds them. First those of which codeChange may decide: then their structure does not. */
  void find() {
    unknown.unless(before.type(), this::state);
    functions(this::parameters);
    unknown.unless(before.type(), this::behaviours);
    functions(this::named);
    unknown.unless(before.type(), () -> new NamedData(before.type()).find().forEach(roots::value));
  }

  /** The state of a behaviour, or of a loop with a codeChange. */
  private void state() {
    Optional<Type> here = state(before);
    Optional<Type> there = state(next);
    if (here.isPresent() && there.isPresent()) {
      Class<?> type = DeclaredTypes.raw(here.get());
      Type into = DeclaredTypes.closed(there.get());
      declared(
          type,
          new Into(into, next.loader(), type.getSimpleName()),
          StateChange.isDecidedByCode(versions));
    }
  }

  private static Optional<Type> state(VersionCode code) {
    return DeclaredTypes.of(code.type(), CodeChange.class).map(List::getFirst);
  }

  /** What the interfaces of Baton take and give: calls and casts, events, the argument of init. */
  private void behaviours() {
    for (Class<?> behaviour : BEHAVIOURS) {
      DeclaredTypes.of(before.type(), behaviour).ifPresent(all -> all.forEach(roots::named));
    }
  }

  private void functions(Consumer<Method> action) {
    before
        .exports()
        .all()
        .forEach(function -> unknown.unless(before.type(), () -> action.accept(function)));
  }

  private void parameters(Method function) {
    Optional<Method> there = FunctionFinder.find(next.exports(), function);
    if (there.isPresent()) {
      Class<?>[] types = function.getParameterTypes();
      List<LoopArguments.Place> places = LoopArguments.places(function, there.get(), versions);
      for (int i = 0; i < places.size(); i++) {
        declared(types[i], places.get(i).into(), places.get(i).isDecidedByCode());
      }
    } else if (function.getReturnType() == Next.class) {
      roots.notExported(LoopArguments.name(before.version(), function));
    }
  }

  private void named(Method function) {
    for (Type parameter : function.getGenericParameterTypes()) {
      roots.named(parameter);
    }
    roots.named(function.getGenericReturnType());
  }

  /** Only classes of the version change; what is in a container is found by its name. */
  private void declared(Class<?> type, Into into, boolean isDecidedByCode) {
    if (type.getClassLoader() == before.loader()) {
      roots.declared(type, into, isDecidedByCode);
    }
  }
}
