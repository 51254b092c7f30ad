package io.baton.launcher.ssh;

import io.baton.launcher.attach.Request;
import io.baton.launcher.attach.Request.Action;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** What a client asks for on a channel of ssh, from its start to the end of the channel. */
final class ClientChannel implements Command {
  /** Serves clients, each on threads of its own. */
  interface Server {
    void serve(Request request, ChannelLink link);
  }

  private final Server server;
  private final Optional<String> commands;

  // set by sshd before the start
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback exit;

  /** Written at the start, read at the end, which may be on another thread. */
  private volatile @Nullable ChannelInput input;

  /**
   * A channel that has begun.
   *
   * @param commands what to run; empty for a shell
   */
  ClientChannel(Server server, Optional<String> commands) {
    this.server = server;
    this.commands = commands;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    OutputStream toOut = out;
    OutputStream toErr = err;
    ExitCallback toExit = exit;
    if (toOut == null || toErr == null || toExit == null) {
      throw new IOException("sshd has given the channel no streams");
    }
    Request request = ClientRequest.of(commands, environment.getEnv());
    boolean isShell = request.action() == Action.SHELL;
    boolean isScreen = ClientRequest.hasScreen(environment.getEnv());
    var keys = ChannelInput.Keys.INPUT;
    var terminal = ChannelOutput.Terminal.NONE;
    if (isScreen) {
      keys = isShell ? ChannelInput.Keys.SIGNAL : ChannelInput.Keys.END;
      terminal = isShell ? ChannelOutput.Terminal.DRIVEN : ChannelOutput.Terminal.BARE;
    }
    var typed = new ChannelInput(channel.getLocalWindow()::release, keys);
    input = typed;
    channel.setDataReceiver(typed);
    environment.addSignalListener((_, signal) -> tell(typed, signal, environment));
    server.serve(
        request,
        new ChannelLink(channel, typed, new ChannelOutput(toOut, toErr, toExit, terminal)));
  }

  private static void tell(ChannelInput input, Signal signal, Environment environment) {
    switch (signal) {
      case WINCH -> {
        Request.Screen screen = ClientRequest.screen(environment.getEnv());
        input.resize(screen.columns(), screen.rows());
      }
      case INT, TSTP -> input.signal(signal.name());
      case HUP, TERM, QUIT, KILL -> input.gone();
      default -> {}
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    ChannelInput typed = input;
    if (typed != null) {
      typed.gone();
    }
  }

  /** Not used: what is typed comes to {@link ChannelInput}. */
  @Override
  public void setInputStream(InputStream in) {}

  @Override
  public void setOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    this.err = err;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }
}
