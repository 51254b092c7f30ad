package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.unregister;
import static io.baton.api.process.Processes.whereis;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.application.ApplicationInfo;
import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.application.Applications;
import io.baton.api.application.EnsureAllResult;
import io.baton.api.application.StartResult;
import io.baton.api.application.StopResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import javax.inject.Inject;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;

/**
 * The steps of {@code applications.erl}, with Baton's applications: the same lines come out as
 * Erlang/OTP has printed, which are in {@code applications.printed}.
 */
public class ApplicationsLikeErlangIT extends BatonTest {
  private static final Path RECORDED =
      Path.of(System.getProperty("baton.erlang"), "applications.printed");

  @Inject Applications applications;

  private final List<String> printed = new ArrayList<>();
  private final Map<String, Configuration> configured = new HashMap<>();

  @Override
  Option more() {
    return Bundles.installed("baton.application");
  }

  /** Its root ends with the reason that it is sent, and its callbacks tell the test. */
  private static TestBundle module(String name, String start) {
    return new TestModule(name, "1.0.0")
        .implementing("io.baton.api.application.Application")
        .functions("int vsn(); Next root(Pid parent);")
        .members(
            """
            public int vsn() { return 1; }
            public Next root(Pid parent) {
              trapExits(true);
              register("root", self());
              while (true) {
                Object message = receive(Object.class);
                if (message instanceof Exit end && end.from().equals(parent)) {
                  throw exit(end.reason());
                }
                if (message instanceof ExitReason reason) {
                  throw exit(reason);
                }
              }
            }
            private static void tell(String what) {
              whereis("reader").ifPresent(reader -> send(reader, what));
            }
            public Started start(java.util.List<String> arguments) { START }
            public void prepStop() { tell("prep_stop: called"); }
            public void stop() { tell("stop: called"); }
            """
                .replace("START", start))
        .bundle()
        .importing("io.baton.api.application");
  }

  private void configure(String name, Map<String, Object> properties) throws Exception {
    Configuration configuration =
        configurations.getFactoryConfiguration("io.baton.application", name, "?");
    configuration.updateIfDifferent(FrameworkUtil.asDictionary(properties));
    configured.put(name, configuration);
    until(() -> applications.info(name).isPresent());
  }

  private void say(String step, String result) {
    receive(String.class, Duration.ZERO)
        .ifPresent(first -> {
          printed.add(first);
          receive(String.class, Duration.ZERO).ifPresent(printed::add);
        });
    printed.add(step + ": " + result);
  }

  private void start(String name) {
    say(
        "start " + name,
        switch (applications.start(name)) {
          case StartResult.Ok _ -> "ok";
          case StartResult.DependencyNotStarted refused -> "not_started " + refused.dependency();
          case StartResult.Failed failed when name.equals("c") -> "failed " + failed.cause();
          case StartResult.Refused refused -> refused.reason();
        });
  }

  private void ensureAllStarted(String name) {
    say(
        "ensure_all_started " + name,
        switch (applications.ensureAllStarted(name)) {
          case EnsureAllResult.Ok(var started) -> "ok [%s]".formatted(String.join(",", started));
          case EnsureAllResult.Failed(var refused) -> refused.reason();
        });
  }

  private void stop(String name) {
    say(
        "stop " + name,
        switch (applications.stop(name)) {
          case StopResult.Ok _ -> "ok";
          case StopResult.NotStarted refused -> "not_started " + refused.application();
        });
  }

  private void which() {
    List<String> names =
        applications.whichApplications().stream().map(ApplicationInfo::name).toList();
    say("which", "[%s]".formatted(String.join(",", names)));
  }

  private void endRoot(ExitReason reason) {
    until(() -> whereis("root").isPresent());
    Pid root = whereis("root").orElseThrow();
    send(root, reason);
    until(() -> !isAlive(root));
    until(() -> applications.info("a").orElseThrow().state() instanceof State.Ended);
  }

  @Test
  public void applicationsAnswerAsInErlang() throws Exception {
    register("reader", self());
    load(module("a", "return new Started.Ok(spawnLink(module.root(self())));"));
    load(module("b", "return new Started.Ignored();"));
    load(module("c", "return new Started.Failed(ExitReason.of(\"no_disk\"));"));
    load(module("d", "throw exit(ExitReason.of(\"no_disk\"));"));
    configure("a", Map.of());
    configure("b", Map.of("applications", "a"));
    configure("c", Map.of());
    configure("d", Map.of());

    starts();
    ends();
    types();

    unregister("reader");
    for (Configuration one : configured.values()) {
      one.delete();
    }
    assertThat(printed).isEqualTo(Files.readAllLines(RECORDED));
  }

  private void starts() {
    start("b");
    start("a");
    start("a");
    which();
    start("b");
    start("c");
    start("d");
    stop("b");
    ensureAllStarted("a");
    stop("a");
    stop("a");
  }

  private void ends() {
    ensureAllStarted("a");
    endRoot(ExitReason.NORMAL);
    which();
    stop("a");
    stop("a");
    start("a");
    endRoot(ExitReason.of("boom"));
    which();
    start("a");
    stop("a");
  }

  /** The service by which the launcher lets Baton end is this test's. */
  private void types() throws Exception {
    var ends = new LinkedBlockingQueue<Integer>();
    var service =
        context.registerService(
            IntConsumer.class, ends::add, FrameworkUtil.asDictionary(Map.of("baton.exit", true)));
    for (String type : List.of("permanent", "transient", "temporary")) {
      configure("a", Map.of("type", type));
      until(() -> isOfType(type));
      for (String reason : List.of("normal", "shutdown", "boom")) {
        assertThat(applications.start("a")).isInstanceOf(StartResult.Ok.class);
        endRoot(ExitReason.of(reason));
        String node = isEnd(type, reason, ends) ? "the node ends" : "the node goes on";
        while (receive(String.class, Duration.ZERO).isPresent()) {
          // Erlang's lines come from a node of its own
        }
        printed.add("root of a %s one ends with %s: %s".formatted(type, reason, node));
      }
    }
    service.unregister();
  }

  private boolean isOfType(String type) {
    return applications.info("a").orElseThrow().type().name().equalsIgnoreCase(type);
  }

  /** An end that is expected is waited for; one that is not is given the time of the next step. */
  private static boolean isEnd(String type, String reason, LinkedBlockingQueue<Integer> ends)
      throws InterruptedException {
    boolean isExpected =
        type.equals("permanent") || (type.equals("transient") && !reason.equals("normal"));
    Integer status = isExpected ? ends.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS) : ends.poll();
    return status != null && status == 1;
  }
}
