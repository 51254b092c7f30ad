package com.example.pricing;

import io.baton.spring.ModuleView;

// region view
/** What articles cost: the functions of the module pricing. */
@ModuleView("pricing")
public interface Pricing {
  /** Returns the price of some pieces of an article. */
  Quote quote(String article, int count);
}
// endregion
