package io.baton.leaks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;

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
      dump.write();
      return dump;
    } catch (IllegalStateException e) {
      dump.close();
      throw new IOException("the JVM is about to end", e);
    } catch (IOException | RuntimeException e) {
      dump.close();
      throw e;
    }
  }

  /** By name: not every framework exports the package of the bean's interface. */
  private void write() throws IOException {
    try {
      Object _ =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                  "dumpHeap",
                  new Object[] {file().toString(), true},
                  new String[] {String.class.getName(), boolean.class.getName()});
    } catch (JMException | RuntimeMBeanException e) {
      throw new IOException("the JVM does not dump its heap: " + e.getCause(), e);
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
