package com.example.pricing;

import io.baton.spring.ModuleView;

// region list
/** A reason for a lower price: any number of modules may have one. */
@ModuleView
public interface Discount {
  /** Returns how many per cent the price goes down. */
  int percent(Quote quote);
}
// endregion
