package com.example.pricing.module;

import com.example.pricing.Pricing;
import com.example.pricing.Quote;
import io.baton.api.code.Module;
import org.osgi.service.component.annotations.Component;

/** Each piece has the same price. */
@Component
@Module("pricing")
public final class PricingModule implements Pricing {
  @Override
  public Quote quote(String article, int count) {
    return new Quote(article, count, count * 250L, "1.0.0");
  }
}
