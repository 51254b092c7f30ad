import static io.baton.api.process.Processes.*;

import io.baton.api.code.Code;
import io.baton.api.code.Module;
import io.baton.api.process.*;

interface PricingService {
  Pid register(Pid client);

  Next messageReceiver(Pid client);

  void price(Pid service, String item);
}

record Price(String item) {}

@Module("pricing_service")
class PricingServiceModule implements PricingService {
  private final PricingService module;
  private final PricingService here;

  PricingServiceModule(Code code) {
    module = code.qualified("pricing_service", PricingService.class);
    here = code.local(this, PricingService.class);
  }

  public Pid register(Pid client) {
    return spawn(module.messageReceiver(client));
  }

  public Next messageReceiver(Pid client) {
    var price = receive(Price.class);
    replyWithPriceOf(price.item(), client);
    return here.messageReceiver(client);
  }

  void replyWithPriceOf(String item, Pid client) {
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
