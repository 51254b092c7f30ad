package io.baton.bench.driver;

import static io.baton.api.process.Processes.spawn;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.LoadResult;
import io.baton.api.code.SoftPurgeResult;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import jdk.management.VirtualThreadSchedulerMXBean;

/** What the measurements need of the framework that they are in. */
record Framework(Code code, CodeLoader codeLoader, Path modules) {
  private static final VirtualThreadSchedulerMXBean SCHEDULER =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

  private static final long SETTLING = 50;

  void load(String module, int version) {
    load(modules.resolve("%s-%d.jar".formatted(module, version)));
  }

  void load(Path file) {
    LoadResult result = codeLoader.loadFile(file);
    require(result instanceof LoadResult.Loaded, result);
  }

  void softPurge(String module) {
    SoftPurgeResult result = codeLoader.softPurge(module);
    require(!(result instanceof SoftPurgeResult.StillUsed), result);
  }

  /** Leaves nothing of a module. */
  void unload(String module) {
    codeLoader.purge(module);
    codeLoader.delete(module);
    codeLoader.purge(module);
  }

  /** Waits until every process that has work to do has done it. */
  void settle() throws InterruptedException {
    do {
      Thread.sleep(SETTLING);
    } while (SCHEDULER.getQueuedVirtualThreadCount() + SCHEDULER.getMountedVirtualThreadCount()
        > 0);
  }

  /** Does something in a process, and fails as it does. */
  static void inProcess(Lines.Work work) throws Exception {
    var done = new CompletableFuture<Void>();
    spawn(() -> {
      try {
        work.run();
        done.complete(null);
      } catch (Throwable e) {
        done.completeExceptionally(e);
      }
    });
    done.get();
  }

  static void require(boolean condition, Object otherwise) {
    if (!condition) {
      String text = otherwise.toString();
      throw new IllegalStateException(text.substring(0, Math.min(400, text.length())));
    }
  }
}
