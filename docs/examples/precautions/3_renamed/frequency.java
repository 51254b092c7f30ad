import static io.baton.api.process.Processes.*;

import io.baton.api.code.Code;
import io.baton.api.code.Module;
import io.baton.api.process.*;
import java.util.*;

interface Frequency {
  Pid start();

  Reply allocate();

  Reply deallocate(int frequency);

  Reply inject(List<Integer> frequencies);

  Next loop(Pool pool);
}

sealed interface Request {}

record Allocate(Pid from) implements Request {}

record Deallocate(Pid from, int frequency) implements Request {}

record Inject(Pid from, List<Integer> frequencies) implements Request {}

sealed interface Reply {}

record Allocated(int frequency) implements Reply {}

record NoFrequency() implements Reply {}

record Ok() implements Reply {}

/** The state of the server. */
record Pool(List<Integer> available, Map<Integer, Pid> allocated) {
  Pool allocate(int frequency, Pid pid) {
    var left = available.stream().filter(one -> one != frequency).toList();
    var taken = new HashMap<>(allocated);
    taken.put(frequency, pid);
    return new Pool(left, taken);
  }

  Pool deallocate(int frequency) {
    var more = new ArrayList<>(List.of(frequency));
    more.addAll(available);
    var taken = new HashMap<>(allocated);
    taken.remove(frequency);
    return new Pool(more, taken);
  }

  Pool inject(List<Integer> frequencies) {
    var more = new ArrayList<>(available);
    more.addAll(frequencies);
    return new Pool(more, allocated);
  }
}

@Module("frequency")
class FrequencyModule implements Frequency {
  private final Frequency module;

  FrequencyModule(Code code) {
    module = code.qualified("frequency", Frequency.class);
  }

  public Pid start() {
    Pid server = spawn(module.loop(new Pool(List.of(10, 11), Map.of())));
    register("frequency", server);
    return server;
  }

  public Next loop(Pool pool) {
    return switch (receive(Request.class)) {
      case Allocate(var from) when pool.available().isEmpty() -> {
        send(from, new NoFrequency());
        yield module.loop(pool);
      }
      case Allocate(var from) -> {
        int frequency = pool.available().getFirst();
        send(from, new Allocated(frequency));
        yield module.loop(pool.allocate(frequency, from));
      }
      case Deallocate(var from, var frequency) -> {
        send(from, new Ok());
        yield module.loop(pool.deallocate(frequency));
      }
      case Inject(var from, var frequencies) -> {
        send(from, new Ok());
        yield module.loop(pool.inject(frequencies));
      }
    };
  }

  public Reply allocate() {
    return call(new Allocate(self()));
  }

  public Reply deallocate(int frequency) {
    return call(new Deallocate(self(), frequency));
  }

  public Reply inject(List<Integer> frequencies) {
    return call(new Inject(self(), frequencies));
  }

  private static Reply call(Request request) {
    send("frequency", request);
    return receive(Reply.class);
  }
}
