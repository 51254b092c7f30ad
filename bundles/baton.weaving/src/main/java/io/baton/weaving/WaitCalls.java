package io.baton.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Calls of the JDK's methods that wait and that no interrupt ends, also by way of classes that have
 * inherited them. It reads class files and loads none.
 */
final class WaitCalls {
  private static final String LOCKS = "java.util.concurrent.locks.";
  private static final String CONCURRENT = "java.util.concurrent.";

  /** Map from name and descriptor to the class that has declared the method. */
  private static final Map<String, String> DECLARED =
      Map.ofEntries(
          Map.entry("lock()V", LOCKS + "Lock"),
          Map.entry("awaitUninterruptibly()V", LOCKS + "Condition"),
          Map.entry("acquireUninterruptibly()V", CONCURRENT + "Semaphore"),
          Map.entry("acquireUninterruptibly(I)V", CONCURRENT + "Semaphore"),
          Map.entry("join()Ljava/lang/Object;", CONCURRENT + "CompletableFuture"),
          Map.entry("readLock()J", LOCKS + "StampedLock"),
          Map.entry("writeLock()J", LOCKS + "StampedLock"),
          Map.entry("awaitAdvance(I)I", CONCURRENT + "Phaser"),
          Map.entry("arriveAndAwaitAdvance()I", CONCURRENT + "Phaser"),
          Map.entry("acquire(I)V", LOCKS + "AbstractQueuedSynchronizer"),
          Map.entry("acquireShared(I)V", LOCKS + "AbstractQueuedSynchronizer"),
          Map.entry("acquire(J)V", LOCKS + "AbstractQueuedLongSynchronizer"),
          Map.entry("acquireShared(J)V", LOCKS + "AbstractQueuedLongSynchronizer"));

  private static final Set<String> NAMES =
      DECLARED.keySet().stream()
          .map(method -> method.substring(0, method.indexOf('(')))
          .collect(Collectors.toUnmodifiableSet());

  private final ClassLoader loader;
  private final Map<String, Boolean> known = new HashMap<>();
  private boolean hasRead;

  /**
   * Creates it for the classes of one loader.
   *
   * @param loader provides class files
   */
  WaitCalls(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Returns whether a call is one of a method that waits.
   *
   * @param owner internal name of the class that is called
   * @param name of the method
   * @param descriptor of the method
   */
  boolean contains(String owner, String name, String descriptor) {
    if (!NAMES.contains(name)) {
      return false;
    }
    String declaring = DECLARED.get(name + descriptor);
    return declaring != null
        && !owner.startsWith("[")
        && known.computeIfAbsent(
            owner + " " + declaring, _ -> inherits(owner.replace('/', '.'), declaring));
  }

  /** Returns whether it has read class files that the loader provides, or tried to. */
  boolean hasRead() {
    return hasRead;
  }

  private boolean inherits(String type, String from) {
    if (type.equals(from)) {
      return true;
    }
    if (type.startsWith("java.")) {
      return isJdkSubclass(type, from);
    }
    Optional<ClassModel> model = read(type);
    return model.isPresent()
        && (model.get().interfaces().stream().anyMatch(one -> inherits(nameOf(one), from))
            || model.get().superclass().filter(one -> inherits(nameOf(one), from)).isPresent());
  }

  private static String nameOf(ClassEntry entry) {
    return entry.asInternalName().replace('/', '.');
  }

  private static boolean isJdkSubclass(String type, String from) {
    try {
      Class<?> found = Class.forName(type, false, null);
      return Class.forName(from, false, null).isAssignableFrom(found);
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  private Optional<ClassModel> read(String type) {
    hasRead = true;
    try (InputStream in = loader.getResourceAsStream(type.replace('.', '/') + ".class")) {
      return in == null ? Optional.empty() : Optional.of(ClassFile.of().parse(in.readAllBytes()));
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
