package io.baton.code.purging;

import io.baton.spi.DataMethods;

/**
 * Recognises frames of a version that only read, make, compare or print its data. Any version may
 * do so, also after a purge: a process that converts a message or its own state has such a frame.
 */
final class DataFrames {
  private DataFrames() {}

  /**
   * Returns whether a frame does. It does not show the parameters: of two methods with one name,
   * both are taken for code if one is.
   *
   * @param frame of the version
   * @param version its class loader
   */
  static boolean isData(StackTraceElement frame, ClassLoader version) {
    String method = frame.getMethodName();
    try {
      Class<?> type = Class.forName(frame.getClassName(), false, version);
      return DataMethods.areOnly(type, method);
    } catch (ClassNotFoundException | LinkageError _) {
      return false; // a class that is not found by its name: for safety it is code
    }
  }
}
