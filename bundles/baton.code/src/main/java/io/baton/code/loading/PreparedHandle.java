package io.baton.code.loading;

import io.baton.api.code.Prepared;
import java.util.List;

/** Handle for the user. When it is gone, the versions are dropped; so they must not hold it. */
record PreparedHandle(PreparedVersions versions) implements Prepared {
  @Override
  public List<String> modules() {
    return versions.modules();
  }

  @Override
  public void close() {
    versions.close();
  }

  @Override
  public String toString() {
    return "prepared " + modules();
  }
}
