package io.baton.bench.driver;

import com.sun.management.OperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * The processor time of this program: of all threads that it has and had, the JVM's compilers and
 * collectors included. The JDK has it only in steps of ten milliseconds, so the C library is asked;
 * where that does not have the function, the JDK is.
 */
final class ProcessorTime {
  /** {@code CLOCK_PROCESS_CPUTIME_ID}, which POSIX names but does not number. */
  private static final int CLOCK = System.getProperty("os.name").startsWith("Mac") ? 12 : 2;

  private static final long SECOND = 1_000_000_000;
  private static final Optional<MethodHandle> CLOCK_GETTIME =
      Linker.nativeLinker().defaultLookup().find("clock_gettime").map(ProcessorTime::handle);

  private ProcessorTime() {}

  private static MethodHandle handle(MemorySegment function) {
    return Linker.nativeLinker()
        .downcallHandle(
            function,
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
  }

  /** Nanoseconds since the program began. */
  static long nanos() {
    return CLOCK_GETTIME.isPresent() ? fromLibrary(CLOCK_GETTIME.get()) : fromJdk();
  }

  private static long fromLibrary(MethodHandle clockGettime) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
      int status = (int) clockGettime.invokeExact(CLOCK, time);
      if (status != 0) {
        throw new IllegalStateException("clock_gettime: status " + status);
      }
      return time.getAtIndex(ValueLayout.JAVA_LONG, 0) * SECOND
          + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static long fromJdk() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
