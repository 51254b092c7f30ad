import static io.baton.api.process.Processes.*;

import io.baton.api.code.Code;
import io.baton.api.code.Module;
import io.baton.api.process.*;
import java.time.*;

interface CodeReload {
  Pid startServer();

  Next serverLoop(int count);

  Pid startClient(Pid server);

  Next clientLoop(Pid server);

  void quit(Pid process);
}

record Message(Pid from, Instant sent) {}

record Quit(Pid from) {}

@Module("code_reload")
class CodeReloadModule implements CodeReload {
  private final CodeReload module;

  CodeReloadModule(Code code) {
    module = code.qualified("code_reload", CodeReload.class);
  }

  public Pid startServer() {
    return spawn(module.serverLoop(0));
  }

  public Next serverLoop(int count) {
    return switch (receive(Object.class)) {
      case Quit(var from) -> {
        IO.println("Received quit command from " + from);
        yield stop();
      }
      case Message(var from, var sent) -> {
        IO.println(
            "%d: Server %s received message %s from %s".formatted(count, self(), sent, from));
        yield module.serverLoop(count);
      }
      default -> throw new IllegalStateException("unexpected_message");
    };
  }

  public Pid startClient(Pid server) {
    return spawn(module.clientLoop(server));
  }

  public Next clientLoop(Pid server) {
    var quit = receive(Quit.class, Duration.ofSeconds(1));
    if (quit.isPresent()) {
      IO.println("Received quit command from " + quit.get().from());
      return stop();
    }
    send(server, new Message(self(), Instant.now()));
    return module.clientLoop(server);
  }

  public void quit(Pid process) {
    send(process, new Quit(self()));
  }
}
