package io.baton.bench.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The first class of a module of ordinary size; the others are copies under other names. */
public final class Part00 {
  /** In a version, this number is replaced by the version's. */
  static final int VERSION = 4711;

  private final Map<String, Integer> stock = new HashMap<>();
  private final List<String> log = new ArrayList<>();

  /** Nothing in stock. */
  public Part00() {}

  /** Which version it is. */
  public int version() {
    return VERSION;
  }

  /** Puts something in. */
  public int add(String what, int many) {
    if (many <= 0) {
      throw new IllegalArgumentException("expected at least 1, found " + many);
    }
    log.add("add " + what);
    return stock.merge(what, many, Integer::sum);
  }

  /** Takes something out, as far as it is there. */
  public int take(String what, int many) {
    int there = stock.getOrDefault(what, 0);
    int taken = Math.min(there, many);
    stock.put(what, there - taken);
    log.add("take " + what);
    return taken;
  }

  /** All that is there. */
  public long total() {
    long sum = 0;
    for (int many : stock.values()) {
      sum += many;
    }
    return sum;
  }

  /** What there is most of. */
  public String most() {
    return stock.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("nothing");
  }

  /** In words. */
  public String size() {
    return switch ((int) Math.min(total(), 3)) {
      case 0 -> "empty";
      case 1, 2 -> "few";
      default -> "many";
    };
  }

  /** A number that depends on everything. */
  public long checksum() {
    long sum = VERSION;
    for (String line : log) {
      for (int i = 0; i < line.length(); i++) {
        sum = sum * 31 + line.charAt(i);
      }
    }
    return sum;
  }

  /** The greatest common divisor. */
  public int divisor(int one, int other) {
    int a = one;
    int b = other;
    while (b != 0) {
      int rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  /** The last lines. */
  public List<String> last(int lines) {
    return List.copyOf(log.subList(Math.max(0, log.size() - lines), log.size()));
  }

  /** Forgets. */
  public void clear() {
    try {
      stock.clear();
      log.clear();
    } finally {
      log.add("clear");
    }
  }
}
