package io.baton.drop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedServiceFactory;

/**
 * Felix File Install, told directly what to watch and not through ConfigurationAdmin: when {@link
 * #leave} returns, it has stopped to look. Were it to see a changed file without the installer that
 * it got the file from, it would update the framework's own bundle instead.
 */
final class FileInstall {
  private static final String PREFIX = "felix.fileinstall.";
  private static final String THREADS = "fileinstall-";
  private static final String ERRORS = "1";
  private static final String WARNINGS = "2";

  /** How often, and for how long each time, its thread is asked to end. */
  private static final int ATTEMPTS = 50;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ManagedServiceFactory service;
  private final String name;

  /** Its thread for the folder; null if it watches none. SCR's only. */
  private @Nullable Thread watcher;

  /**
   * Watches nothing yet.
   *
   * @param service of File Install
   * @param name of what it is told
   */
  FileInstall(ManagedServiceFactory service, String name) {
    this.service = service;
    this.name = name;
  }

  /**
   * Begins to watch a folder. What is in it is looked at before this returns.
   *
   * @param folder need not exist
   * @param names a regular expression
   * @param poll how often to look
   */
  void watch(Path folder, String names, Duration poll) {
    Set<Thread> before = threads();
    try {
      service.updated(
          name,
          FrameworkUtil.asDictionary(
              Map.of(
                  PREFIX + "dir",
                  literal(folder.toString()),
                  PREFIX + "filter",
                  literal(names),
                  PREFIX + "poll",
                  String.valueOf(poll.toMillis()),
                  // it warns of a folder that does not exist, which is nothing to warn of
                  PREFIX + "log.level",
                  Files.exists(folder) ? WARNINGS : ERRORS,
                  // it looks at the files, and follows no links to other folders
                  PREFIX + "disableNio2",
                  "true",
                  PREFIX + "subdir.mode",
                  "skip",
                  PREFIX + "noInitialDelay",
                  "true",
                  // it refreshes what it has updated or uninstalled, and nothing else
                  PREFIX + "fragmentRefreshScope",
                  "none",
                  PREFIX + "optionalImportRefreshScope",
                  "none")));
    } catch (ConfigurationException e) {
      throw new IllegalStateException("File Install refuses to watch " + folder, e);
    }
    watcher =
        threads().stream()
            .filter(
                thread -> !before.contains(thread) && thread.getName().endsWith(folder.toString()))
            .findFirst()
            .orElse(null);
  }

  /** Ends to watch. */
  void leave() {
    if (watcher != null) {
      end(watcher);
      watcher = null;
    }
    service.deleted(name);
  }

  /**
   * Ends its thread where it waits for the next look. File Install itself interrupts it wherever it
   * is, and in the middle of an uninstall that is lost: the thread goes on for ever.
   */
  private static void end(Thread thread) {
    try {
      for (int i = 0; i < ATTEMPTS && thread.isAlive(); i++) {
        if (thread.getState() == Thread.State.TIMED_WAITING) {
          thread.interrupt();
        }
        boolean _ = thread.join(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Set<Thread> threads() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Thread[] some = new Thread[group.activeCount() * 2 + 16];
    int count = group.enumerate(some);
    return Arrays.stream(some, 0, count)
        .filter(thread -> thread.getName().startsWith(THREADS))
        .collect(Collectors.toSet());
  }

  /** It replaces <code>${…}</code>. */
  private static String literal(String text) {
    return text.replaceAll("[\\\\{}]", "\\\\$0");
  }
}
