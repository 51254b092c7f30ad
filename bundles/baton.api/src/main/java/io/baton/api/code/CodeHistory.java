package io.baton.api.code;

import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the code server has decided, as it was written to the audit log, also before the last start.
 * A service that is there if the bundle {@code baton.audit} is. Thread-safe.
 */
@ProviderType
public interface CodeHistory {
  /**
   * Returns the last decisions about all modules. Reads the log's files; blocks for that.
   *
   * @param most how many at most; at least 1
   * @return the oldest first
   * @throws IOException if a file cannot be read
   */
  List<Decision> last(int most) throws IOException;

  /**
   * Returns the last decisions about a module. Reads the log's files; blocks for that.
   *
   * @param module name of the module
   * @param most how many at most; at least 1
   * @return the oldest first; empty if nothing was decided, or the files were deleted since
   * @throws IOException if a file cannot be read
   */
  List<Decision> last(String module, int most) throws IOException;
}
