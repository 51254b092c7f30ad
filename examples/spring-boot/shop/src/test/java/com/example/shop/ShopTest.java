package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.pricing.Discount;
import com.example.pricing.Quote;
import io.baton.api.code.LoadResult;
import io.baton.api.code.Module;
import io.baton.embedded.Baton;
import io.baton.testing.ModuleJar;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.annotations.Component;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class ShopTest {
  @Autowired private Baton baton;
  @Autowired private QuoteController controller;

  /** A module with a reason for a lower price. */
  @Component
  @Module("spring_sale")
  public static final class SpringSale implements Discount {
    @Override
    public int percent(Quote quote) {
      return 10;
    }
  }

  /** Another one. */
  @Component
  @Module("loyalty")
  public static final class Loyalty implements Discount {
    @Override
    public int percent(Quote quote) {
      return quote.count() > 1 ? 5 : 0;
    }
  }

  @Test
  void theInjectedListHasTheModulesThatAreLoadedNow() {
    assertThat(controller.quote("tea", 2).cents()).isEqualTo(500);

    load(SpringSale.class);
    assertThat(controller.quote("tea", 2).cents()).isEqualTo(450);

    load(Loyalty.class);
    assertThat(controller.quote("tea", 2).cents()).isEqualTo(425);

    baton.loader().delete("spring_sale");
    assertThat(controller.quote("tea", 2).cents()).isEqualTo(475);
  }

  private void load(Class<?> module) {
    assertThat(baton.loader().loadFile(ModuleJar.of(module, "1.0.0").file()))
        .isInstanceOf(LoadResult.Loaded.class);
  }
}
