package io.baton.otp.version;

import io.baton.api.event.EventHandler;
import io.baton.api.server.Call;
import io.baton.api.server.CastServer;
import io.baton.api.server.Server;
import io.baton.api.statem.StateData;
import io.baton.api.statem.StateMachine;
import io.baton.api.supervisor.Supervisor;
import io.baton.spi.DeclaredTypes;
import io.baton.spi.Handover;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Types that a module declares: {@code CounterModule implements Server<Integer, Integer,
 * Request<?>>} says what its state is. Found once for each class, and held by the class itself.
 *
 * @param argument of {@code init}
 * @param state of a state machine that and the data
 * @param call what may be called; of a state machine and an event handler in {@code event}, too
 * @param event casts and events
 */
public record TypeArguments(Declared argument, Declared state, Declared call, Declared event) {
  private static final Declared ANYTHING = new Declared(Object.class);

  private static final ClassValue<TypeArguments> SERVERS =
      byClass(type -> {
        List<Declared> all = all(type, Server.class);
        List<Declared> cast = all(type, CastServer.class);
        return new TypeArguments(
            all.get(0), all.get(1), all.get(2), cast.isEmpty() ? ANYTHING : cast.getLast());
      });

  private static final ClassValue<TypeArguments> MACHINES =
      byClass(type -> {
        List<Declared> all = all(type, StateMachine.class);
        Declared both = new Declared(new Both(all.get(1).type(), all.get(2).type()));
        return new TypeArguments(all.get(0), both, all.get(3), all.get(3));
      });

  private static final ClassValue<TypeArguments> HANDLERS =
      byClass(type -> {
        List<Declared> all = all(type, EventHandler.class);
        return new TypeArguments(all.get(0), all.get(1), all.get(3), all.get(2));
      });

  private static final ClassValue<Declared> SUPERVISORS =
      byClass(type -> all(type, Supervisor.class).getFirst());

  private static final ClassValue<Declared> REPLIES =
      byClass(type -> {
        List<Declared> reply = all(type, Call.class);
        return reply.isEmpty() ? ANYTHING : reply.getFirst();
      });

  /**
   * One declared type.
   *
   * @param type with its arguments
   * @param raw the class that instances are of
   */
  public record Declared(Type type, Class<?> raw) {
    Declared(Type type) {
      this(type, DeclaredTypes.raw(type));
    }

    /** Returns the type of one of its arguments. */
    public Declared argument(int place) {
      return new Declared(((ParameterizedType) type).getActualTypeArguments()[place]);
    }

    /** Returns the target of a conversion to this type. */
    public Handover.Into into(ClassLoader loader, String what) {
      return new Handover.Into(type, loader, what);
    }
  }

  /** Type {@code StateData<S, D>}, which {@code codeChange} of a state machine gets and returns. */
  private record Both(Type state, Type data) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {state, data};
    }

    @Override
    public Type getRawType() {
      return StateData.class;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }
  }

  private static <T> ClassValue<T> byClass(Function<Class<?>, T> find) {
    return new ClassValue<>() {
      @Override
      protected T computeValue(Class<?> type) {
        return find.apply(type);
      }
    };
  }

  /** Returns the types of all parameters; empty if the class does not implement the interface. */
  private static List<Declared> all(Class<?> type, Class<?> wanted) {
    return DeclaredTypes.of(type, wanted).orElse(List.of()).stream().map(Declared::new).toList();
  }

  /** Returns the types that a {@link Server} declares. */
  public static TypeArguments server(Class<?> type) {
    return SERVERS.get(type);
  }

  /** Returns the types that a {@link StateMachine} declares. */
  public static TypeArguments machine(Class<?> type) {
    return MACHINES.get(type);
  }

  /** Returns the types that an {@link EventHandler} declares. */
  public static TypeArguments handler(Class<?> type) {
    return HANDLERS.get(type);
  }

  /** Returns the type of the argument of a {@link Supervisor}. */
  public static Declared supervisor(Class<?> type) {
    return SUPERVISORS.get(type);
  }

  /** Returns the type of the reply to a class of requests. */
  public static Declared reply(Class<?> type) {
    return REPLIES.get(type);
  }
}
