import static io.baton.api.process.Processes.*;

import io.baton.api.code.Code;
import io.baton.api.code.Module;
import io.baton.api.process.*;

interface PricingService {
  Pid register(Pid client);

  Next messageReceiver(Pid client);

  void handle(Request request, Pid client);

  void price(Pid service, String item);

  void version(Pid service);
}

sealed interface Request {}

record Price(String item) implements Request {}

record Version() implements Request {}

@Module("pricing_service")
class PricingServiceModule implements PricingService {
  private static final String VERSION = "1.3";

  private final PricingService module;

  PricingServiceModule(Code code) {
    module = code.qualified("pricing_service", PricingService.class);
  }

  public Pid register(Pid client) {
    return spawn(module.messageReceiver(client));
  }

  // region loop
  public Next messageReceiver(Pid client) {
    receiveOrUpgrade(Request.class).ifPresent(request -> module.handle(request, client));
    return module.messageReceiver(client);
  }

  // endregion

  public void handle(Request request, Pid client) {
    switch (request) {
      case Price(var item) -> replyWithPriceOf(item, client);
      case Version() -> replyWithVersion(client);
    }
  }

  void replyWithPriceOf(String item, Pid client) {
    reply("The price of %s is: $1.03".formatted(item), client);
  }

  void replyWithVersion(Pid client) {
    reply("The version is: " + VERSION, client);
  }

  void reply(String text, Pid client) {
    IO.println(text);
    send(client, text);
  }

  public void price(Pid service, String item) {
    send(service, new Price(item));
  }

  public void version(Pid service) {
    send(service, new Version());
  }
}
