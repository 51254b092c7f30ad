package io.baton.scenarios.stage;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodePath;
import io.baton.api.code.CodeStatus;
import io.baton.api.compiler.Compiler;
import io.baton.scenarios.language.BadScenarioException;
import io.baton.scenarios.language.Parser;
import io.baton.scenarios.language.Scenario;
import io.baton.scenarios.troupe.Troupe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/**
 * What the program outside the framework calls: a service that takes the text of a scenario and a
 * consumer of what is printed. It has the property {@link #PROPERTY}.
 */
public final class Stage implements BundleActivator {
  /** Tells the service from others; its value is {@code true}. */
  public static final String PROPERTY = "baton.scenarios.stage";

  private static final long PATIENCE_MILLIS = 30_000;

  /** Tells the modules of scenarios apart. */
  private final AtomicInteger played = new AtomicInteger();

  /** Made by the framework. */
  public Stage() {}

  @Override
  public void start(BundleContext context) throws Exception {
    Code code = service(context, Code.class);
    CodeLoader codeLoader = service(context, CodeLoader.class);
    CodeStatus codeStatus = service(context, CodeStatus.class);
    Compiler compiler = service(context, Compiler.class);
    var artifacts = new Artifacts(context.getBundle());
    Path folder = Files.createDirectories(context.getDataFile("artifacts").toPath());
    Path onPath = Files.createDirectories(folder.resolve(Modules.PATH));
    var _ = service(context, CodePath.class).addFirst(onPath);
    var _ = codeLoader.loadBinary(Troupe.MODULE, "stage", artifacts.troupe());
    BiConsumer<String, Consumer<String>> service =
        (text, print) ->
            play(
                new Modules(
                    code,
                    codeLoader,
                    codeStatus,
                    compiler,
                    artifacts,
                    folder,
                    "." + played.incrementAndGet()),
                text,
                print);
    context.registerService(
        BiConsumer.class, service, FrameworkUtil.asDictionary(Map.of(PROPERTY, "true")));
  }

  private static <T> T service(BundleContext context, Class<T> type) throws InterruptedException {
    var tracker = new ServiceTracker<T, T>(context, type, null);
    tracker.open();
    T service = tracker.waitForService(PATIENCE_MILLIS);
    if (service == null) {
      throw new IllegalStateException("no " + type.getSimpleName());
    }
    return service;
  }

  @Override
  public void stop(BundleContext context) {
    // the framework withdraws the service and closes the tracker
  }

  private static void play(Modules modules, String text, Consumer<String> print) {
    try {
      Scenario scenario = Parser.parse("scenario", text);
      new Player(modules).play(scenario.steps(), print);
    } catch (BadScenarioException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
