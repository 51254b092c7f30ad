package io.baton.audit;

import io.baton.api.code.CodeHistory;
import io.baton.api.code.Decision;
import io.baton.spi.DecisionLog;
import io.baton.spi.Log;
import io.baton.spi.RecordFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** The audit log as a service: writes decisions, and reads them again. */
@Component(
    service = {DecisionLog.class, CodeHistory.class},
    configurationPid = "io.baton.audit")
@Designate(ocd = AuditConfig.class)
public final class AuditLog implements DecisionLog, CodeHistory {
  private static final String AUDIT = "audit";

  private static final Log LOG = Log.of("io.baton.audit");

  /** Held while files are written and read. */
  private final Lock lock = new ReentrantLock();

  private final AuditFiles files;

  /**
   * Opens the files in the configured folder; otherwise in the folder {@code audit} beside that of
   * Baton's records, or in the data area of the bundle if there is none. A configuration that
   * changes makes another log.
   */
  @Activate
  public AuditLog(BundleContext context, AuditConfig config) {
    this(
        new AuditFiles(
            folder(context, config.folder()),
            number("file.size.kb", config.file_size_kb(), 1 << 20, 1_024) << 10,
            (int) number("files", config.files(), 10_000, 20)));
  }

  /** What is no number arrives here as 0. */
  private static long number(String property, long found, int most, int otherwise) {
    if (found >= 1 && found <= most) {
      return found;
    }
    LOG.log(
        Level.ERROR,
        "io.baton.audit: %s must be a whole number from 1 to %d, found %s; it is %d"
            .formatted(property, most, found == 0 ? "0 or no number" : found, otherwise));
    return otherwise;
  }

  AuditLog(AuditFiles files) {
    this.files = files;
  }

  private static Path folder(BundleContext context, String configured) {
    try {
      if (!configured.isBlank()) {
        return Path.of(configured);
      }
    } catch (InvalidPathException e) {
      LOG.log(
          Level.ERROR,
          "io.baton.audit: folder must be a folder, found %s; it is that of the bundle's data"
              .formatted(e.getMessage()));
    }
    String records = context.getProperty(RecordFile.FOLDER);
    return records == null
        ? context.getDataFile(AUDIT).toPath()
        : Path.of(records).resolveSibling(AUDIT);
  }

  @Override
  public void decided(List<Decision> decisions) {
    List<String> lines = decisions.stream().map(DecisionLine::of).toList();
    lock.lock();
    try {
      files.add(lines);
    } catch (IOException e) {
      LOG.log(
          Level.ERROR,
          "the audit log in %s cannot be written; lost: %s".formatted(files, lines),
          e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Decision> last(int most) throws IOException {
    return last(_ -> true, most);
  }

  @Override
  public List<Decision> last(String module, int most) throws IOException {
    return last(decision -> decision.isAbout(module), most);
  }

  private List<Decision> last(Predicate<Decision> wanted, int most) throws IOException {
    lock.lock();
    try {
      return files.last(line -> DecisionLine.parse(line).filter(wanted), most);
    } finally {
      lock.unlock();
    }
  }
}
