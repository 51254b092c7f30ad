package io.baton.bench.byhand;

import io.baton.bench.byhand.Request.Allocate;
import io.baton.bench.byhand.Request.Command;
import io.baton.bench.byhand.Request.Deallocate;
import io.baton.examples.frequency.Reply;

/** A version. All versions are this class, each defined by a class loader of its own. */
final class FrequencyVersion implements Frequency {
  private final FrequencyServer server;

  FrequencyVersion(FrequencyServer server) {
    this.server = server;
  }

  @Override
  public Reply allocate() {
    return request(new Allocate());
  }

  @Override
  public Reply deallocate(int frequency) {
    return request(new Deallocate(frequency));
  }

  private Reply request(Command command) {
    var request = new Request(command);
    server.mailbox().add(request);
    return request.await();
  }

  @Override
  public State serve(State state) throws InterruptedException {
    var pool = new Pool(state.free(), state.allocated());
    while (server.current() == this) {
      pool = turn(server.mailbox().take(), pool);
    }
    return new State(pool.free(), pool.allocated());
  }

  private static Pool turn(Request request, Pool pool) {
    Pool.Change change =
        switch (request.command()) {
          case Allocate() -> pool.allocate(request.from());
          case Deallocate(int frequency) -> pool.deallocate(request.from(), frequency);
        };
    request.answer(change.reply());
    return change.pool();
  }
}
