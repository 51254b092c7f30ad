package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.testing.LoadDriver;
import io.baton.testing.LoadReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the jar as its users do, and upgrades a module while requests are in flight. */
class ShopIT {
  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void anUpgradeUnderLoadFailsNoRequest() throws Exception {
    Path load = Files.createDirectory(folder.resolve("load"));
    Path out = folder.resolve("out.txt");
    Process shop =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("shop.jar"),
                "--server.port=0",
                "--baton.drop-folder=" + load)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      URI quote = URI.create("http://127.0.0.1:%s/quote/tea?count=10".formatted(port(shop, out)));
      assertThat(get(quote)).contains("\"by\":\"1.0.0\"", "\"cents\":2500");

      LoadReport report;
      try (LoadDriver driver = LoadDriver.start(4, () -> get(quote))) {
        driver.awaitAnswers(200, PATIENCE);
        Files.copy(Path.of(System.getProperty("pricing.jar")), load.resolve("pricing.jar"));
        while (!get(quote).contains("\"by\":\"2.0.0\"")) {
          driver.awaitAnswers(10, PATIENCE);
        }
        driver.awaitAnswers(200, PATIENCE);
        report = driver.stop();
      }

      report.assertAllAnswered();
      System.out.println(report);
      assertThat(get(quote)).contains("\"by\":\"2.0.0\"", "\"cents\":2250");
    } finally {
      shop.destroy();
      assertThat(shop.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(out).content().doesNotContain("lacks options", "ERROR", "Exception");
  }

  private String get(URI uri) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static String port(Process shop, Path out) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (shop.isAlive() && System.nanoTime() - end < 0) {
      Matcher started = STARTED.matcher(Files.readString(out));
      if (started.find()) {
        return started.group(1);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError("the shop has not started: " + Files.readString(out));
  }
}
