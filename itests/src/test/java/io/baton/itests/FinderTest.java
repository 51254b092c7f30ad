package io.baton.itests;

import org.junit.Before;

/** A module with functions of many shapes. */
public abstract class FinderTest extends BatonTest {
  @Before
  public void loadTheModule() {
    load(
        TestBundle.module(
            "finder",
            "1.0.0",
            """
            String kind(int value);
            String kind(long value);
            String kind(String value);
            String kind(Object one, Object two);
            long size(long value);
            int length(String text);
            List<Integer> sorted(List<Integer> values);
            String joined(String... texts);
            void store(String text);
            String stored();
            void refuse(String why) throws java.io.IOException;
            default String twice(String text) { return text + text; }
            static String notExported() { return "static"; }
            """,
            """
            volatile String stored = "";
            public String kind(int value) { return "int"; }
            public String kind(long value) { return "long"; }
            public String kind(String value) { return "String"; }
            public String kind(Object one, Object two) { return "two"; }
            public long size(long value) { return value; }
            public int length(String text) { return text.length(); }
            public List<Integer> sorted(List<Integer> values) {
              return values.stream().sorted().toList();
            }
            public String joined(String... texts) { return String.join("+", texts); }
            public void store(String text) { stored = text; }
            public String stored() { return stored; }
            public void refuse(String why) throws java.io.IOException {
              throw new java.io.IOException(why);
            }
            public String notInTheInterface() { return "hidden"; }
            """));
  }
}
