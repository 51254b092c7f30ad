package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.VersionChange;
import io.baton.api.code.VersionListener;
import io.baton.fixtures.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Test;

/** What a version does when it has become old or current, and what it says when it is purged. */
public class LeaveIT extends BatonTest {
  private interface Leaver {
    String loader() throws Exception;
  }

  private static final Duration SHORT = Duration.ofMillis(200);

  /** What is said by all versions; they find it as an object of the JDK. */
  private final List<String> log = new CopyOnWriteArrayList<>();

  private static TestModule leaver(String version, String onOld, String onCurrent) {
    return new TestModule("leaver", version)
        .functions("String loader() throws Exception;")
        .implementing("OnOld, OnCurrent")
        .members(
            """
            @SuppressWarnings("unchecked")
            private void say(String text) {
              ((Consumer<String>) System.getProperties().get("leaver")).accept("%1$s " + text);
            }

            public String loader() throws Exception {
              var own = new CompletableFuture<String>();
              spawn(() -> {
                var seen = new CompletableFuture<ClassLoader>();
                new Thread(() -> seen.complete(
                    Thread.currentThread().getContextClassLoader())).start();
                boolean isMine = seen.join() == getClass().getClassLoader();
                own.complete("%1$s " + isMine);
              });
              return own.get();
            }

            public void onOld(Leave leave) throws Exception {
              %2$s
            }

            public void onCurrent(Handed handed) throws Exception {
              %3$s
            }
            """
                .formatted(version, onOld, onCurrent));
  }

  private static final String LEAVES =
      """
      say("leaves for " + leave.successor().map(v -> v.version()).orElse("nobody"));
      leave.handOver("log", new AtomicInteger(7));
      """;

  private static final String BEGINS =
      """
      say("begins with " + handed.names() + handed.take("log", AtomicInteger.class));
      """;

  private void listen() {
    Consumer<String> hears = log::add;
    System.getProperties().put("leaver", hears);
  }

  @After
  public void forgetTheLog() {
    Object _ = System.getProperties().remove("leaver");
  }

  private void awaitSaid(String... texts) {
    Await.until(() -> log.size() >= texts.length);
    assertThat(log).containsExactly(texts);
  }

  @Test
  public void aVersionTakesLeaveBeforeTheNextBegins() {
    listen();

    load(leaver("1.0.0", LEAVES, BEGINS).bundle());
    load(leaver("2.0.0", LEAVES, BEGINS).bundle());

    awaitSaid(
        "1.0.0 begins with []Optional.empty",
        "1.0.0 leaves for 2.0.0",
        "2.0.0 begins with [log]Optional[7]");
    assertThat(codeStatus.exports("leaver")).containsExactly("loader() -> String");
  }

  @Test
  public void whatADeletedVersionHandsOverWaitsForTheNextOne() {
    listen();
    load(leaver("1.0.0", LEAVES, BEGINS).bundle());

    var _ = codeLoader.delete("leaver");
    awaitSaid("1.0.0 begins with []Optional.empty", "1.0.0 leaves for nobody");
    load(leaver("2.0.0", LEAVES, BEGINS).bundle());

    awaitSaid(
        "1.0.0 begins with []Optional.empty",
        "1.0.0 leaves for nobody",
        "2.0.0 begins with [log]Optional[7]");
  }

  @Test
  public void whatIsNotTakenIsClosedAndAnObjectOfTheOldVersionIsRefused() {
    listen();
    try (var warnings = new Warnings("io.baton.code")) {
      load(
          leaver(
                  "1.0.0",
                  """
                  try {
                    leave.handOver("mine", new Mine());
                  } catch (IllegalArgumentException e) {
                    say(e.getMessage().replaceAll("found one of .*, which", "found one, which"));
                  }
                  leave.handOver("channel", java.nio.channels.FileChannel.open(
                      java.nio.file.Files.createTempFile("leave", ".txt")));
                  """,
                  "")
              .bundle()
              .type("final class Mine {}"));
      load(leaver("2.0.0", "", "say(\"begins\");").bundle());

      awaitSaid(
          "1.0.0 expected for mine an object that the next version can use, found one, which is of"
              + " leaver 1.0.0",
          "2.0.0 begins");
      Await.until(() -> !warnings.about("did not take channel").isEmpty());
      assertThat(warnings.about("leaver 2.0.0 did not take channel")).hasSize(1);
    }
  }

  @Test
  public void aLeaveThatDoesNotEndIsEndedAndTheNextVersionBegins() throws Exception {
    bound("leave.timeout.ms", SHORT);
    listen();
    load(leaver("1.0.0", "say(\"stays\"); receive(String.class);", "").bundle());

    load(leaver("2.0.0", "", BEGINS).bundle());

    awaitSaid("1.0.0 stays", "2.0.0 begins with []Optional.empty");
  }

  @Test
  public void aSoftPurgeFindsAVersionThatTakesLeaveAndAPurgeEndsThat() {
    listen();
    load(leaver("1.0.0", "say(\"stays\"); receive(String.class);", "").bundle());
    load(leaver("2.0.0", "", BEGINS).bundle());
    Await.until(() -> log.size() == 1);

    SoftPurgeResult soft = codeLoader.softPurge("leaver");
    PurgeResult hard = codeLoader.purge("leaver");

    assertThat(soft).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(((SoftPurgeResult.StillUsed) soft).lingering()).hasSize(1);
    assertThat(hard.killedProcesses()).hasSize(1);
    awaitSaid("1.0.0 stays", "2.0.0 begins with []Optional.empty");
  }

  /** A timer that flushes what it has buffered on its own thread. */
  private static TestBundle mailer(String version) {
    return new TestModule("mailer", version)
        .functions("void hear(Consumer<String> log);")
        .whenMade(
            "timer.scheduleAtFixedRate(() -> buffer.add(\"x\"), 0, 1, TimeUnit.MILLISECONDS);")
        .members(
            """
            private final ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "mailer"));
            private final List<String> buffer = new CopyOnWriteArrayList<>();
            private volatile Consumer<String> log = text -> {};

            public void hear(Consumer<String> log) {
              this.log = log;
            }

            public void close() throws Exception {
              int flushed = timer.submit(() -> buffer.size()).get(5, TimeUnit.SECONDS);
              log.accept(flushed > 0 ? "flushed" : "empty");
              timer.shutdown();
            }
            """)
        .closedBy("close")
        .bundle();
  }

  private interface Mailer {
    void hear(Consumer<String> log);
  }

  @Test
  public void aComponentOfAPurgedVersionClosesWithItsOwnThreads() {
    load(mailer("1.0.0"));
    code.qualified("mailer", Mailer.class).hear(log::add);
    load(mailer("2.0.0"));

    Await.until(() -> codeLoader.softPurge("mailer") instanceof SoftPurgeResult.Purged);

    assertThat(log).containsExactly("flushed");
    Await.until(() -> codeStatus.leaks().isEmpty());
  }

  @Test
  public void threadsThatAModuleStartsFindItsClasses() throws Exception {
    load(leaver("1.0.0", "", "").bundle());
    Leaver leaver = code.qualified("leaver", Leaver.class);

    assertThat(leaver.loader()).isEqualTo("1.0.0 true");
    load(leaver("2.0.0", "", "").bundle());
    assertThat(leaver.loader()).isEqualTo("2.0.0 true");
  }

  private final class Hearing implements VersionListener {
    private final String name;
    private final Runnable clearing;

    Hearing(String name, Runnable clearing) {
      this.name = name;
      this.clearing = clearing;
    }

    @Override
    public void clear(VersionChange change) {
      log.add(name + " clears: " + change);
      clearing.run();
    }

    @Override
    public void refresh(VersionChange change) {
      log.add(name + " refreshes: " + change);
    }
  }

  @Test
  public void listenersClearAllBeforeAnyRefreshes() {
    var one =
        context.registerService(
            VersionListener.class,
            new Hearing(
                "one",
                () -> {
                  throw new IllegalStateException("cannot clear");
                }),
            null);
    var other =
        context.registerService(VersionListener.class, new Hearing("other", () -> {}), null);
    try {
      load(leaver("1.0.0", "", "").bundle());

      Await.until(() -> log.size() == 4);
      assertThat(log.subList(0, 2)).allMatch(line -> line.contains("clears"));
      assertThat(log.subList(2, 4))
          .containsExactlyInAnyOrder(
              "one refreshes: leaver 1.0.0 is current", "other refreshes: leaver 1.0.0 is current");
    } finally {
      one.unregister();
      other.unregister();
    }
  }

  @Test
  public void aListenerThatHangsDoesNotKeepOthersFromHearing() {
    var leave = new CountDownLatch(1);
    var one =
        context.registerService(
            VersionListener.class, new Hearing("one", () -> awaitQuietly(leave)), null);
    var other =
        context.registerService(VersionListener.class, new Hearing("other", () -> {}), null);
    try {
      load(leaver("1.0.0", "", "").bundle());

      Await.until(() -> log.stream().anyMatch(line -> line.startsWith("other refreshes")));
      assertThat(log).noneMatch(line -> line.startsWith("one refreshes"));
    } finally {
      leave.countDown();
      one.unregister();
      other.unregister();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
