package io.baton.scenarios;

import io.baton.scenarios.language.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** A Felix with Baton and the stage in it. Starts once, plays many scenarios. */
final class Theatre implements Peer, AutoCloseable {
  private static final long PATIENCE_MILLIS = 10_000;
  private static final String STAGE = "(baton.scenarios.stage=true)";

  private final Framework framework;
  private final Path storage;
  private final int lanes;
  private final BiConsumer<String, Consumer<String>> stage;

  private Theatre(Framework framework, Path storage, int lanes) {
    this.framework = framework;
    this.storage = storage;
    this.lanes = lanes;
    stage = stage(framework.getBundleContext());
  }

  /**
   * Starts the framework.
   *
   * @param lanes how many scenarios are played at the same time
   */
  static Theatre open(Home home, int lanes) throws IOException {
    Path storage = Home.temporary();
    Map<String, Object> properties = new HashMap<>();
    properties.put(Constants.FRAMEWORK_STORAGE, storage.resolve("framework").toString());
    properties.put("felix.log.level", "0");
    properties.put("ds.loglevel", "0");
    Framework framework = new FrameworkFactory().newFramework(properties);
    try {
      framework.start();
      List<Bundle> bundles = new ArrayList<>();
      for (Path jar : home.bundles()) {
        bundles.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
      }
      for (Bundle bundle : bundles) {
        bundle.start();
      }
    } catch (BundleException e) {
      throw new IOException("the framework does not start", e);
    }
    return new Theatre(framework, storage, lanes);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // services are found by class
  private static BiConsumer<String, Consumer<String>> stage(BundleContext context) {
    try {
      ServiceReference<BiConsumer> found =
          context.getServiceReferences(BiConsumer.class, STAGE).iterator().next();
      return (BiConsumer<String, Consumer<String>>) context.getService(found);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void play(List<Scenario> scenarios, BiConsumer<Scenario, List<String>> played)
      throws IOException, InterruptedException {
    // of the platform, so that what spins on the carriers of processes is not in the way
    try (ExecutorService threads = Executors.newFixedThreadPool(lanes, Thread::new)) {
      List<Future<List<String>>> transcripts =
          scenarios.stream().map(scenario -> threads.submit(() -> onOwnThread(scenario))).toList();
      for (int i = 0; i < scenarios.size(); i++) {
        played.accept(scenarios.get(i), transcripts.get(i).get());
      }
    } catch (ExecutionException e) {
      throw new IOException("a scenario could not be played", e.getCause());
    }
  }

  /** A thread is known to Baton as a process; each scenario has a new one. */
  private List<String> onOwnThread(Scenario scenario) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    Thread thread = new Thread(() -> play(scenario, lines), scenario.name());
    thread.start();
    thread.join();
    return lines;
  }

  /** One line for each step, whatever happens. */
  private void play(Scenario scenario, List<String> lines) {
    try {
      stage.accept(scenario.text(), lines::add);
    } catch (RuntimeException | Error e) {
      System.getLogger("io.baton.scenarios").log(System.Logger.Level.ERROR, scenario.name(), e);
      if (lines.size() < scenario.steps().size()) {
        lines.add("the stage failed: " + e);
      }
    }
    while (lines.size() < scenario.steps().size()) {
      lines.add("not played");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      framework.stop();
      framework.waitForStop(PATIENCE_MILLIS);
      Home.delete(storage);
    } catch (BundleException | InterruptedException e) {
      throw new IOException("the framework does not stop", e);
    }
  }
}
