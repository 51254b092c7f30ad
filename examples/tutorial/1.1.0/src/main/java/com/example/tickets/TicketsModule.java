package com.example.tickets;

import io.baton.api.code.Module;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import org.osgi.service.component.annotations.Component;

/** Gives out numbers to people who wait, and calls them. */
@Component(service = Tickets.class)
@Module("tickets")
public final class TicketsModule implements Tickets, Server<Line, Line, Request<?>> {
  @Override
  public Started start() {
    return Servers.start("tickets", new Line(0, 0), ServerOptions.named("tickets"));
  }

  @Override
  public int take() {
    return Servers.of("tickets").call(new Request.Take());
  }

  // region next
  @Override
  public int next() {
    return Servers.of("tickets").call(new Request.Next());
  }

  // endregion

  @Override
  public Init<Line> init(Line first) {
    return Init.ok(first);
  }

  // region calls
  @Override
  public Handled<Line> handleCall(Request<?> call, From from, Line line) {
    return switch (call) {
      case Request.Take take ->
          take.reply(line.last() + 1, new Line(line.last() + 1, line.called()));
      case Request.Next next when line.called() < line.last() ->
          next.reply(line.called() + 1, new Line(line.last(), line.called() + 1));
      case Request.Next next -> next.reply(0, line);
    };
  }
  // endregion
}
