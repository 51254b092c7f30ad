package io.baton.code.restart;

import io.baton.code.version.Sticky;
import io.baton.spi.Log;
import io.baton.spi.RecordFile;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.BundleContext;

/** Says on disk which modules callers have made sticky, so that they are after a restart too. */
public final class StickyRecord {
  private static final Log LOG = Log.of("io.baton.code");

  private final RecordFile file;

  StickyRecord(RecordFile file) {
    this.file = file;
  }

  /**
   * The record of a framework.
   *
   * @param context of the code server
   * @return not read yet
   */
  public static StickyRecord of(BundleContext context) {
    return new StickyRecord(Restart.record(context, "sticky"));
  }

  /**
   * Makes sticky what was before a restart, and records from now on what is.
   *
   * @param sticky all modules that are
   */
  public void keep(Sticky sticky) {
    sticky.keptBy(new TreeSet<>(file.read()), this::write);
  }

  /** If that fails, the modules are sticky until the system ends. */
  private void write(Set<String> modules) {
    try {
      file.write(List.copyOf(new TreeSet<>(modules)));
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "which modules are sticky cannot be recorded, so after a restart it is as before; now they are %s: %s"
              .formatted(modules, e));
    }
  }
}
