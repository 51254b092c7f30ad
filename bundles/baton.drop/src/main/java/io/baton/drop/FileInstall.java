package io.baton.drop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
  private static final String ERRORS = "1";
  private static final String WARNINGS = "2";

  private final ManagedServiceFactory service;
  private final String name;

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
  }

  /** Ends to watch. */
  void leave() {
    service.deleted(name);
  }

  /** It replaces <code>${…}</code>. */
  private static String literal(String text) {
    return text.replaceAll("[\\\\{}]", "\\\\$0");
  }
}
