package io.baton.leaks;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import shark.HeapGraph;
import shark.HeapObject.HeapClass;
import shark.HeapObject.HeapInstance;
import shark.HeapObject.HeapObjectArray;
import shark.HprofRecord.HeapDumpRecord.ObjectRecord.ClassDumpRecord;

/**
 * Objects that hold class loaders by their nature: classes, classes that extend them, their
 * instances and arrays. A dump shows no reference for that, so each of them is a goal of the
 * search, as the loader itself is.
 */
final class Holding {
  private final HeapGraph dump;
  private final Map<Long, Set<Long>> holders = new HashMap<>();

  /** The loaders that each class holds, its own and those of the classes that it extends. */
  private final Map<Long, Set<Long>> loadersOf = new HashMap<>();

  private Holding(HeapGraph dump) {
    this.dump = dump;
  }

  /** Returns for each loader the objects that hold it, including itself. */
  static Map<Long, Set<Long>> of(HeapGraph dump, Collection<Long> loaders) {
    var holding = new Holding(dump);
    loaders.forEach(loader -> {
      holding.holders.put(loader, new HashSet<>(Set.of(loader)));
    });
    holding.findClasses();
    holding.findObjects();
    return holding.holders;
  }

  private void findClasses() {
    Map<Long, ClassDumpRecord> records = new HashMap<>();
    for (var classes = dump.getClasses().iterator(); classes.hasNext(); ) {
      HeapClass type = classes.next();
      records.put(type.getObjectId(), type.readRecord());
    }
    records.keySet().forEach(type -> add(type, loaders(type, records)));
  }

  private Set<Long> loaders(Long type, Map<Long, ClassDumpRecord> records) {
    Set<Long> known = loadersOf.get(type);
    ClassDumpRecord record = records.get(type);
    if (known != null || record == null) {
      return Objects.requireNonNullElse(known, Set.of());
    }
    Set<Long> loaders = loaders(record.getSuperclassId(), records);
    if (holders.containsKey(record.getClassLoaderId())) {
      loaders = new HashSet<>(loaders);
      loaders.add(record.getClassLoaderId());
    }
    loadersOf.put(type, loaders);
    return loaders;
  }

  private void findObjects() {
    for (var instances = dump.getInstances().iterator(); instances.hasNext(); ) {
      HeapInstance instance = instances.next();
      add(instance.getObjectId(), loadersOf.get(instance.getInstanceClassId()));
    }
    for (var arrays = dump.getObjectArrays().iterator(); arrays.hasNext(); ) {
      HeapObjectArray array = arrays.next();
      add(array.getObjectId(), loadersOf.get(array.getArrayClassId()));
    }
  }

  private void add(long object, @Nullable Set<Long> loaders) {
    if (loaders != null) {
      loaders.forEach(loader -> Objects.requireNonNull(holders.get(loader)).add(object));
    }
  }
}
