package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CheckResult;
import io.baton.api.code.LoadResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Test;

/** Runs the code of docs/snippets, which pages show, in versions before and after an upgrade. */
public class SnippetsIT extends BatonTest {
  private static final Path SOURCES = Path.of("../docs/snippets/src/main/java");

  private interface Prices {
    String price(String item);
  }

  private interface Halves {
    void start(int count);

    String state();
  }

  private interface Radio {
    void start();

    String state();
  }

  @After
  public void forgetTheProperties() {
    List.of("prices", "feed.port").forEach(System::clearProperty);
  }

  /** Builds a version of a module of the pages, after a change of its sources. */
  private Path snippet(String name, String version, UnaryOperator<String> change) throws Exception {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.list(SOURCES.resolve("com/example/" + name))) {
      for (Path file : files.toList()) {
        String type = file.getFileName().toString().replace(".java", "");
        sources.put(
            "com.example.%s.%s".formatted(name, type), change.apply(Files.readString(file)));
      }
    }
    return new BndBundle(name, version, sources).in(work());
  }

  private Path snippet(String name, String version) throws Exception {
    return snippet(name, version, UnaryOperator.identity());
  }

  /** Returns a source with something else instead of the region that a page shows. */
  private static String withoutRegion(String source, String instead) {
    return source.replaceAll("(?s)// region.*?// endregion", instead);
  }

  private static ServerSocket port(String property) throws IOException {
    var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    System.setProperty(property, String.valueOf(socket.getLocalPort()));
    return socket;
  }

  @Test
  public void onLoadRefusesAVersionThatCannotReadItsTable() throws Exception {
    Path table = Files.writeString(work().resolve("table"), "pear = 3");
    System.setProperty("prices", table.toString());
    try (ServerSocket _ = port("feed.port")) {
      load(snippet("prices", "1.0.0"));
      Files.delete(table);

      LoadResult second = codeLoader.loadFile(snippet("prices", "2.0.0"));

      assertThat(second).isInstanceOf(LoadResult.OnLoadFailure.class);
      assertThat(current("prices")).isEqualTo("1.0.0");
      assertThat(code.qualified("prices", Prices.class).price("pear")).isEqualTo("3");
    }
  }

  @Test
  public void aCheckThatMakesTheComponentDoesNotConnectIt() throws Exception {
    Path file = snippet("prices", "1.0.0");
    port("feed.port").close(); // nothing listens there

    CheckResult check = codeLoader.check(file, CheckOption.CONSTRUCT);

    assertThat(check).isInstanceOf(CheckResult.Checked.class);
    assertThat(codeLoader.loadFile(file).toString()).contains("Connection refused");
  }

  @Test
  public void theStateIsChangedOnTheWayUpAndOnTheWayDown() throws Exception {
    Path first =
        snippet(
            "halves",
            "1.0.0",
            source ->
                withoutRegion(source, "record State(int count) {}")
                    .replace("new State(count / 2, count % 2 == 1)", "new State(count)"));
    load(first);
    Halves halves = code.qualified("halves", Halves.class);
    halves.start(7);
    String before = halves.state();

    load(snippet("halves", "2.0.0"));
    String changed = halves.state();
    softPurgeAsSoonAsUnused("halves");
    load(first);

    assertThat(List.of(before, changed, halves.state()))
        .containsExactly("State[count=7]", "State[half=3, odd=true]", "State[count=7]");
  }

  @Test
  public void aStateGetsDefaultsAndLosesWhatItMay() throws Exception {
    String records =
        """
        record State(List<Frequency> free, String comment, Total total) {}
        record Total(int count, String comment) {}
        """;
    load(
        snippet(
            "radio",
            "1.0.0",
            source ->
                withoutRegion(source, records)
                    .replace(
                        "free, 0, Map.of(), \"\", new Total(1)",
                        "free, \"a\", new Total(1, \"b\")")));
    Radio radio = code.qualified("radio", Radio.class);
    radio.start();

    load(snippet("radio", "2.0.0"));
    String second = radio.state();
    softPurgeAsSoonAsUnused("radio");
    load(
        snippet(
            "radio",
            "3.0.0",
            source -> source.replaceAll("@MayDrop String .*", "").replace(", \"\", ", ", ")));

    String common = "State[free=[Frequency[number=10]], allocations=0, owners={}, ";
    assertThat(second).isEqualTo(common + "comment=a, total=Total[count=1]]");
    assertThat(radio.state()).isEqualTo(common + "total=Total[count=1]]");
  }
}
