import static io.baton.api.process.Processes.*;

import io.baton.api.code.Code;
import io.baton.api.code.Module;
import io.baton.api.process.*;

interface PricingService {
  Pid register(Pid client);

  Next messageReceiver(Pid client);

  void replyWithPriceOf(String item, Pid client);

  void price(Pid service, String item);
}

record Price(String item) {}

@Module("pricing_service")
class PricingServiceModule implements PricingService {
  private final PricingService module;

  PricingServiceModule(Code code) {
    module = code.qualified("pricing_service", PricingService.class);
  }

  public Pid register(Pid client) {
    return spawn(module.messageReceiver(client));
  }

  // region loop
  public Next messageReceiver(Pid client) {
    var price = receive(Price.class);
    module.replyWithPriceOf(price.item(), client);
    return module.messageReceiver(client);
  }

  // endregion

  public void replyWithPriceOf(String item, Pid client) {
    reply("The price of %s is: $0.99".formatted(item), client);
  }

  void reply(String text, Pid client) {
    IO.println(text);
    send(client, text);
  }

  public void price(Pid service, String item) {
    send(service, new Price(item));
  }
}
