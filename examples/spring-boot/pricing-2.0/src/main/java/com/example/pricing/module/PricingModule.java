package com.example.pricing.module;

import com.example.pricing.Pricing;
import com.example.pricing.Quote;
import io.baton.api.code.Module;
import org.osgi.service.component.annotations.Component;

/** Of ten pieces one is free. */
@Component
@Module("pricing")
public final class PricingModule implements Pricing {
  @Override
  public Quote quote(String article, int count) {
    return new Quote(article, count, (count * 250L) - (count / 10) * 250L, "2.0.0");
  }
}
