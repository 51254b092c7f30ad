package com.example.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A shop whose prices are a module. */
@SpringBootApplication
public class Shop {
  /** Starts it. */
  public static void main(String[] arguments) {
    SpringApplication.run(Shop.class, arguments);
  }
}
