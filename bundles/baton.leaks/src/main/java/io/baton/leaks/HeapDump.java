package io.baton.leaks;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The live objects of this JVM in a temporary file, which is deleted by {@link #close}, or by an
 * earlier end of the JVM. A heap holds secrets, so the file is in a folder that only the JVM's user
 * can enter.
 */
final class HeapDump implements AutoCloseable {
  private final Path folder;
  private final Thread atExit = new Thread(this::deleteAtExit, "baton-leaks delete");

  private HeapDump(Path folder) {
    this.folder = folder;
  }

  /**
   * Dumps the heap. Stops every thread of the JVM while it runs. Unreachable objects are left out.
   */
  static HeapDump take() throws IOException {
    var dump = new HeapDump(Files.createTempDirectory("baton-leaks"));
    try {
      Runtime.getRuntime().addShutdownHook(dump.atExit);
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(dump.file().toString(), true);
      return dump;
    } catch (IllegalStateException e) {
      dump.close();
      throw new IOException("the JVM is about to end", e);
    } catch (IOException | RuntimeException e) {
      dump.close();
      throw e;
    }
  }

  File file() {
    return folder.resolve("heap.hprof").toFile();
  }

  private void delete() throws IOException {
    Files.deleteIfExists(file().toPath());
    Files.deleteIfExists(folder);
  }

  private void deleteAtExit() {
    try {
      delete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    delete();
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException _) {
      // the JVM ends: the hook finds nothing to delete
    }
  }
}
