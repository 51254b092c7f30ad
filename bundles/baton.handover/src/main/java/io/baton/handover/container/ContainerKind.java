package io.baton.handover.container;

import io.baton.handover.type.DisplayNames;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Kinds of containers: what their parts are, and how a copy is made. */
public enum ContainerKind {
  COLLECTION(1) {
    @Override
    public @Nullable Object[] parts(Object value) {
      return ((Collection<?>) value).toArray();
    }

    @Override
    public String step(Object value, @Nullable Object[] parts, int at) {
      return "[" + (value instanceof Set ? DisplayNames.key(parts[at]) : at) + "]";
    }
  },
  MAP(2) {
    @Override
    public @Nullable Object[] parts(Object value) {
      Map<?, ?> map = (Map<?, ?>) value;
      var entries = map.entrySet().toArray(Map.Entry<?, ?>[]::new);
      @Nullable Object[] parts = new Object[2 * entries.length];
      for (int i = 0; i < entries.length; i++) {
        parts[2 * i] = entries[i].getKey();
        parts[2 * i + 1] = entries[i].getValue();
      }
      return parts;
    }

    @Override
    public String step(Object value, @Nullable Object[] parts, int at) {
      return "[" + DisplayNames.key(parts[at - at % 2]) + "]";
    }
  },
  ENTRY(2) {
    @Override
    public @Nullable Object[] parts(Object value) {
      var entry = (Map.Entry<?, ?>) value;
      return new Object[] {entry.getKey(), entry.getValue()};
    }

    @Override
    public String step(Object value, @Nullable Object[] parts, int at) {
      return at == 0 ? ".key" : ".value";
    }

    @Override
    public Object of(Object value, @Nullable Object[] parts) {
      return value instanceof AbstractMap.SimpleEntry<?, ?>
          ? new AbstractMap.SimpleEntry<@Nullable Object, @Nullable Object>(parts[0], parts[1])
          : new AbstractMap.SimpleImmutableEntry<@Nullable Object, @Nullable Object>(
              parts[0], parts[1]);
    }
  },
  OPTIONAL(1) {
    @Override
    public @Nullable Object[] parts(Object value) {
      return ((Optional<?>) value).stream().toArray();
    }

    @Override
    public Object of(Object value, @Nullable Object[] parts) {
      return Optional.ofNullable(parts[0]);
    }
  },
  REFERENCE(1) {
    @Override
    public @Nullable Object[] parts(Object value) {
      return new Object[] {((AtomicReference<?>) value).get()};
    }

    @Override
    public Shell shell(Object value, int size) {
      var reference = new AtomicReference<@Nullable Object>();
      return new Shell(reference, filling -> reference.set(filling[0]));
    }
  },
  STAMPED(1) {
    @Override
    public @Nullable Object[] parts(Object value) {
      return new Object[] {((AtomicStampedReference<?>) value).getReference()};
    }

    @Override
    public Shell shell(Object value, int size) {
      int stamp = ((AtomicStampedReference<?>) value).getStamp();
      var reference = new AtomicStampedReference<@Nullable Object>(null, stamp);
      return new Shell(reference, filling -> reference.set(filling[0], stamp));
    }
  },
  MARKABLE(1) {
    @Override
    public @Nullable Object[] parts(Object value) {
      return new Object[] {((AtomicMarkableReference<?>) value).getReference()};
    }

    @Override
    public Shell shell(Object value, int size) {
      boolean mark = ((AtomicMarkableReference<?>) value).isMarked();
      var reference = new AtomicMarkableReference<@Nullable Object>(null, mark);
      return new Shell(reference, filling -> reference.set(filling[0], mark));
    }
  },
  WEAK(1) {
    @Override
    public @Nullable Object[] parts(Object value) {
      Object referent = ((Reference<?>) value).get();
      return referent == null ? new Object[0] : new Object[] {referent};
    }

    @Override
    public String step(Object value, @Nullable Object[] parts, int at) {
      return ".get()";
    }

    @Override
    public Object of(Object value, @Nullable Object[] parts) {
      return value instanceof SoftReference<?>
          ? new SoftReference<@Nullable Object>(parts[0])
          : new WeakReference<@Nullable Object>(parts[0]);
    }
  },
  FUTURE(1) {
    @Override
    public @Nullable Object[] parts(Object value) {
      var future = (CompletableFuture<?>) value;
      return switch (future.state()) {
        case SUCCESS -> new Object[] {future.resultNow()};
        case FAILED -> new Object[] {future.exceptionNow()};
        case RUNNING, CANCELLED -> new Object[0];
      };
    }

    @Override
    public String step(Object value, @Nullable Object[] parts, int at) {
      return ".get()";
    }

    @Override
    public Shell shell(Object value, int size) {
      var future = new CompletableFuture<@Nullable Object>();
      boolean failed = ((CompletableFuture<?>) value).state() == Future.State.FAILED;
      return new Shell(
          future,
          filling -> {
            var _ =
                (failed && filling[0] instanceof Throwable thrown)
                    ? future.completeExceptionally(thrown)
                    : future.complete(filling[0]);
          });
    }
  },
  REFERENCES(1) {
    @Override
    public @Nullable Object[] parts(Object value) {
      var array = (AtomicReferenceArray<?>) value;
      @Nullable Object[] parts = new Object[array.length()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = array.get(i);
      }
      return parts;
    }

    @Override
    public String step(Object value, @Nullable Object[] parts, int at) {
      return "[" + at + "]";
    }

    @Override
    public Shell shell(Object value, int size) {
      var array = new AtomicReferenceArray<@Nullable Object>(size);
      return new Shell(
          array,
          filling -> {
            for (int i = 0; i < filling.length; i++) {
              array.set(i, filling[i]);
            }
          });
    }
  };

  /** Kinds by exact class: a copy of a subclass would not be of the same kind. */
  private static final Map<Class<?>, ContainerKind> REFERENCES_BY_CLASS =
      Map.of(
          AtomicReference.class, REFERENCE,
          AtomicReferenceArray.class, REFERENCES,
          AtomicStampedReference.class, STAMPED,
          AtomicMarkableReference.class, MARKABLE,
          WeakReference.class, WEAK,
          SoftReference.class, WEAK,
          CompletableFuture.class, FUTURE);

  /** Number of nodes that describe the parts. */
  public final int nodes;

  /**
   * A copy that exists before its parts do.
   *
   * @param result the copy, still empty
   * @param fill puts the parts in
   */
  public record Shell(Object result, Consumer<@Nullable Object[]> fill) {}

  ContainerKind(int nodes) {
    this.nodes = nodes;
  }

  /** Returns the kind of a value; null if it is no container. */
  public static @Nullable ContainerKind of(Object value) {
    return switch (value) {
      case Collection<?> _ -> COLLECTION;
      case Map<?, ?> _ -> MAP;
      case Optional<?> _ -> OPTIONAL;
      case Map.Entry<?, ?> _ -> ENTRY;
      default -> REFERENCES_BY_CLASS.get(value.getClass());
    };
  }

  /** Returns whether a reference of one of these kinds may be found where a class is declared. */
  public static boolean isReference(Class<?> raw) {
    return REFERENCES_BY_CLASS.containsKey(raw)
        || raw == Reference.class
        || raw == Future.class
        || raw == CompletionStage.class;
  }

  /** Returns whether a future may be found where a class is declared. */
  public static boolean isFuture(Class<?> raw) {
    return Future.class.isAssignableFrom(raw) || raw == CompletionStage.class;
  }

  /** Returns the parts of a container; of a map, keys and values in turn. */
  public abstract @Nullable Object[] parts(Object value);

  /** Returns the step from a container to a part, for a path. */
  public String step(Object value, @Nullable Object[] parts, int at) {
    return "";
  }

  /**
   * Creates an empty container of the same kind that is filled later; null if it cannot be filled.
   */
  public @Nullable Shell shell(Object value, int size) {
    return null;
  }

  /** Creates a container from its parts, if it has no shell. */
  public Object of(Object value, @Nullable Object[] parts) {
    throw new IllegalStateException(this + " has a shell");
  }

  /** Returns the elements of an array of any type. */
  public static @Nullable Object[] elements(Object array) {
    @Nullable Object[] elements = new Object[Array.getLength(array)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Array.get(array, i);
    }
    return elements;
  }
}
