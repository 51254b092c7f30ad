package io.baton.leaks;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import shark.HeapField;
import shark.HeapGraph;
import shark.HeapObject.HeapInstance;
import shark.HeapObject.HeapObjectArray;
import shark.HeapValue;

/**
 * References to the loaders to search for, as an object that can be found in the dump: it shows
 * where the loaders are.
 */
final class Wanted {
  private static final AtomicLong MARKS = new AtomicLong();

  private final long mark = MARKS.incrementAndGet();

  /** Read in the dump. */
  @SuppressWarnings("UnusedVariable")
  private final Reference<?>[] references;

  Wanted(List<? extends Reference<?>> references) {
    this.references = references.toArray(Reference<?>[]::new);
  }

  /**
   * Returns where the references point to in the dump, in their order; 0 where the object is gone.
   */
  List<Long> in(HeapGraph dump) {
    for (var instances = dump.getInstances().iterator(); instances.hasNext(); ) {
      HeapInstance instance = instances.next();
      if (instance.getInstanceClassName().equals(Wanted.class.getName()) && isThis(instance)) {
        return targets(instance);
      }
    }
    throw new IllegalStateException("the dump does not show what was looked for");
  }

  private boolean isThis(HeapInstance instance) {
    Long found = value(instance, Wanted.class, "mark").getAsLong();
    return found != null && found == mark;
  }

  private static List<Long> targets(HeapInstance wanted) {
    HeapObjectArray array =
        Objects.requireNonNull(
            Objects.requireNonNull(value(wanted, Wanted.class, "references").getAsObject())
                .getAsObjectArray());
    List<Long> targets = new ArrayList<>();
    for (var elements = array.readElements().iterator(); elements.hasNext(); ) {
      HeapInstance reference =
          Objects.requireNonNull(
              Objects.requireNonNull(elements.next().getAsObject()).getAsInstance());
      targets.add(value(reference, Reference.class, "referent").getAsObjectId());
    }
    return targets;
  }

  private static HeapValue value(HeapInstance instance, Class<?> declaring, String name) {
    HeapField field = Objects.requireNonNull(instance.get(declaring.getName(), name), name);
    return field.getValue();
  }
}
