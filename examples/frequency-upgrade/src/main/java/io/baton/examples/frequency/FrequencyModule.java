package io.baton.examples.frequency;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.code.Code;
import io.baton.api.code.Module;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The server that can be given more frequencies. */
@Component(service = Frequency.class)
@Module("frequency")
public final class FrequencyModule implements Frequency {
  private final Frequency module;

  /** The module of this version. */
  @Activate
  public FrequencyModule(@Reference Code code) {
    module = code.qualified("frequency", Frequency.class);
  }

  @Override
  public Pid start() {
    Pid server = spawn(module.loop(Pool.ofCourse()));
    register("frequency", server);
    return server;
  }

  @Override
  public Reply allocate() {
    return request(new Request.Allocate());
  }

  @Override
  public Reply deallocate(int frequency) {
    return request(new Request.Deallocate(frequency));
  }

  @Override
  public Reply inject(List<Integer> frequencies) {
    return request(new Request.Inject(frequencies));
  }

  @Override
  public Reply stop() {
    return request(new Request.Stop());
  }

  private static Reply request(Request.Command command) {
    send("frequency", new Request(self(), command));
    return receive(Answer.class).reply();
  }

  @Override
  public Next loop(Pool pool) {
    Request request = receive(Request.class);
    return switch (request.command()) {
      case Request.Allocate() -> turn(request, pool.allocate(request.from()));
      case Request.Deallocate(int frequency) ->
          turn(request, pool.deallocate(request.from(), frequency));
      case Request.Inject(var frequencies) -> turn(request, pool.inject(frequencies));
      case Request.Stop() -> {
        send(request.from(), new Answer(new Reply.Stopped()));
        yield Processes.stop();
      }
    };
  }

  private Next turn(Request request, Pool.Change change) {
    send(request.from(), new Answer(change.reply()));
    return module.loop(change.pool());
  }
}
