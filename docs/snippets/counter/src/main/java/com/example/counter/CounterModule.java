package com.example.counter;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.code.Code;
import io.baton.api.code.Module;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component
@Module("counter")
public final class CounterModule implements Counter {
  private final Counter module;

  @Activate
  public CounterModule(@Reference Code code) {
    module = code.qualified("counter", Counter.class);
  }

  @Override
  public Pid start() {
    Pid server = spawn(module.loop(0));
    register("counter", server);
    return server;
  }

  @Override
  public int count() {
    send("counter", new Tick(self()));
    return receive(Count.class).value();
  }

  @Override
  public Next loop(int count) {
    Tick tick = receive(Tick.class);
    send(tick.from(), new Count(count));
    return module.loop(count); // a mistake: the count stays 0
  }

  record Tick(Pid from) {}

  record Count(int value) {}
}
