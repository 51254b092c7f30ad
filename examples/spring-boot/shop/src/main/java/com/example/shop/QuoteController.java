package com.example.shop;

import com.example.pricing.Discount;
import com.example.pricing.Pricing;
import com.example.pricing.Quote;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

// region controller
@RestController
class QuoteController {
  private final Pricing pricing;
  private final List<Discount> discounts;

  QuoteController(Pricing pricing, List<Discount> discounts) {
    this.pricing = pricing; // always the current version of the module pricing
    this.discounts = discounts; // always the modules that are loaded
  }

  @GetMapping("/quote/{article}")
  Quote quote(@PathVariable String article, @RequestParam(defaultValue = "1") int count) {
    Quote quote = pricing.quote(article, count);
    int percent = discounts.stream().mapToInt(discount -> discount.percent(quote)).sum();
    return new Quote(article, count, quote.cents() * (100 - percent) / 100, quote.by());
  }
}
// endregion
