package io.baton.bench.processes;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.code.Code;
import io.baton.api.code.ModuleVersion;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessRuntime;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.handover.StructuralHandover;
import io.baton.otp.OtpComponent;
import io.baton.process.ProcessSystem;
import io.baton.spi.Modules;
import io.baton.spi.Safepoints;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A call of the server that counts, as {@code bench/erlang/messages.erl} does it on a real Erlang:
 * one process calls, with the time-out of five seconds that a call has.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ServerWork.OPERATIONS)
public class ServerWork {
  static final int OPERATIONS = 10_000;

  /** No supervisor is started. */
  private static final Code NO_FUNCTIONS =
      (Code)
          Proxy.newProxyInstance(
              Code.class.getClassLoader(),
              new Class<?>[] {Code.class},
              (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private static final Safepoints NOBODY_IS_KILLED = (_, _) -> () -> {};

  private final Pid server;

  private enum Done {
    DONE
  }

  private record Next() implements Call<Integer> {}

  private static final class Counter implements Server<Integer, Integer, Next> {
    @Override
    public Init<Integer> init(Integer first) {
      return Init.ok(first);
    }

    @Override
    public Handled<Integer> handleCall(Next call, From from, Integer count) {
      return call.reply(count, count + 1);
    }
  }

  /** The only version of the only module. */
  private record Only(ModuleVersion version, Object instance)
      implements Modules, Modules.Named, Modules.Bound {
    @Override
    public Modules.Named named(String module) {
      return this;
    }

    @Override
    public String module() {
      return version.module();
    }

    @Override
    public Modules.Bound bind() {
      return this;
    }

    @Override
    public ClassLoader loader() {
      return instance.getClass().getClassLoader();
    }
  }

  /** Starts a system of processes, and a server. */
  public ServerWork() {
    var handover = new StructuralHandover();
    var processes = new ProcessSystem(handover, NOBODY_IS_KILLED);
    ProcessRuntime.HOLDER.start(processes);
    var version = new ModuleVersion("counter", "1.0.0", 1, "here", Instant.EPOCH);
    var otp = new OtpComponent(processes, processes.replies(), processes.supervising(), handover);
    otp.setCode(NO_FUNCTIONS);
    otp.setModules(new Only(version, new Counter()));
    server =
        switch (Servers.start("counter", 0)) {
          case Started.Ok(Pid pid) -> pid;
          case Started other -> throw new IllegalStateException(other.toString());
        };
  }

  /** A call, and its reply. */
  @Benchmark
  public Object call() {
    Pid me = self();
    spawn(() -> {
      var next = new Next();
      for (int i = 0; i < OPERATIONS; i++) {
        int _ = Servers.of(server).call(next);
      }
      send(me, Done.DONE);
    });
    return receive(Done.class);
  }
}
