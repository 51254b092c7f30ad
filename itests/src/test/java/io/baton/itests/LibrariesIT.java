package io.baton.itests;

import java.util.List;
import org.junit.Test;

/** Some light libraries; {@code itests/libraries/use} runs {@link MoreLibraries}. */
public class LibrariesIT extends LibraryTest {
  @Test
  public void commonsLang() throws Exception {
    lives(
        new Program(
            "lang",
            List.of("commons-lang-2"),
            "return org.apache.commons.lang.StringUtils.reverse(\"abc\")"
                + " + org.apache.commons.lang.WordUtils.capitalizeFully(\"a b\");"),
        "cbaA B");
  }

  @Test
  public void jodaTime() throws Exception {
    lives(
        new Program(
            "joda",
            List.of("joda-time"),
            "return new org.joda.time.DateTime(0,"
                + " org.joda.time.DateTimeZone.forID(\"Europe/Stockholm\"))"
                + ".plusDays(40).toString(\"yyyy-MM-dd'T'HH:mm\");"),
        "1970-02-10T01:00");
  }

  @Test
  public void commonsCollections() throws Exception {
    lives(
        new Program(
            "collections",
            List.of("commons-collections-3"),
            """
            var bag = new org.apache.commons.collections.bag.TreeBag(List.of("b", "a", "b"));
            var map = new org.apache.commons.collections.map.LRUMap(2);
            for (int i = 0; i < 4; i++) map.put(i, i * i);
            return bag + " " + map;
            """),
        "[1:a,2:b] {2=4, 3=9}");
  }
}
