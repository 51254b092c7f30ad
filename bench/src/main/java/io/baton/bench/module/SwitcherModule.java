package io.baton.bench.module;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.server.Call;
import io.baton.api.server.CastServer;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Servers with a small state; all versions are this class, in bundles of their own. */
@SuppressWarnings("NullAway.Init") // the framework starts it, and then calls it
public final class SwitcherModule
    implements BundleActivator,
        Switcher,
        CastServer<Integer, SwitcherModule.State, SwitcherModule.Nothing, SwitcherModule.Question> {
  /** What a server knows. */
  public record State(int number, String name, long asked) {}

  /** Asks for an answer. */
  public record Question(Pid from) {}

  /** There is nothing to call. */
  public record Nothing() implements Call<Integer> {}

  private int version;

  /** Made by the framework. */
  public SwitcherModule() {}

  @Override
  public void start(BundleContext context) {
    version = context.getBundle().getVersion().getMajor();
    context.registerService(
        new String[] {Switcher.class.getName(), Server.class.getName()},
        this,
        FrameworkUtil.asDictionary(Map.of("baton.module", "switcher")));
  }

  @Override
  public void stop(BundleContext context) {
    // the framework unregisters the service
  }

  @Override
  public Init<State> init(Integer number) {
    return Init.ok(new State(number, "server " + number, 0));
  }

  @Override
  public Handled<State> handleCall(Nothing call, From from, State state) {
    return call.reply(0, state);
  }

  @Override
  public Handled<State> handleCast(Question question, State state) {
    send(question.from(), version);
    return Handled.noReply(new State(state.number(), state.name(), state.asked() + 1));
  }

  @Override
  public List<Pid> start(int servers) {
    return IntStream.range(0, servers)
        .mapToObj(i -> ((Started.Ok) Servers.start("switcher", i)).pid())
        .toList();
  }

  @Override
  public void ask(List<Pid> servers) {
    var question = new Question(self());
    servers.forEach(server -> Servers.of(server).cast(question));
  }

  @Override
  public void stop(List<Pid> servers) {
    servers.forEach(server -> exit(server, ExitReason.KILL));
  }
}
