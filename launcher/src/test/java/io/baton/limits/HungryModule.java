package io.baton.limits;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawnMonitor;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.LoadResult;
import io.baton.api.process.Down;
import io.baton.api.process.Pid;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.fixtures.Once;
import java.nio.file.Path;
import java.time.Duration;

/** The module, and the server that never answers. */
public final class HungryModule implements Hungry, Server<Integer, Integer, Call<Integer>> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Code code;
  private final CodeLoader codeLoader;
  private final Bystanders bystanders;

  /** Called by the component runtime. */
  public HungryModule(Code code, CodeLoader codeLoader) {
    this.code = code;
    this.codeLoader = codeLoader;
    bystanders = new Bystanders(code);
  }

  @Override
  public Init<Integer> init(Integer first) {
    return Init.ok(first);
  }

  @Override
  public Handled<Integer> handleCall(Call<Integer> call, From from, Integer state) {
    return Handled.noReply(state);
  }

  @Override
  public void watch() {
    bystanders.start();
  }

  @Override
  public String report() {
    return bystanders.report();
  }

  @Override
  public void heap(int processes) {
    Memory.take(processes);
  }

  @Override
  public void full(int millis) {
    Memory.full(Duration.ofMillis(millis));
  }

  @Override
  public String metaspace(String file) throws InterruptedException {
    LoadResult result = Classes.whileFull(() -> codeLoader.loadFile(Path.of(file)));
    return result.toString();
  }

  @Override
  public String random(String modules, int seconds, long seed) {
    return new Operations(code, codeLoader, Path.of(modules), seed)
        .run(Duration.ofSeconds(seconds));
  }

  @Override
  public int takers() {
    return Takers.count();
  }

  @Override
  public void attempt(String file, String folder) {
    new Attempt(code, codeLoader, Path.of(folder)).begin(Path.of(file), this::process);
  }

  @Override
  public String process() {
    Pid asker = self();
    var process = spawnMonitor(Once.of(() -> send(asker, "here")));
    String said = receive(String.class, PATIENCE).orElse("nothing");
    return receive(Down.class, down -> down.ref().equals(process.ref()), PATIENCE).isPresent()
        ? said
        : "no end";
  }
}
