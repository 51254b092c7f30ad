package com.example.prices;

/** What the module {@code prices} exports. */
public interface Prices {
  String price(String item);
}
