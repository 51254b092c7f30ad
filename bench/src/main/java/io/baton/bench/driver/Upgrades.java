package io.baton.bench.driver;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.code.SoftPurgeResult;
import io.baton.examples.frequency.FrequencyClient;
import io.baton.examples.frequency.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Requests through the frequency server while it is upgraded every second, up and down between its
 * versions 1.0 and 2.0.
 */
public final class Upgrades {
  private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

  private final Framework framework;
  private final FrequencyClient frequency;
  private final Lines lines = new Lines();
  private int loads;

  Upgrades(Framework framework) {
    this.framework = framework;
    frequency = framework.code().qualified("frequency", FrequencyClient.class);
  }

  /** For so many seconds, and before it for some without upgrades. */
  public void upgrades(int seconds) throws Exception {
    upgrade();
    frequency.start();
    var requests = new Requests(new Client(frequency), client -> spawn(client), Upgrades::leftOver);
    Comparison.print(requests, lines, this::upgrade, seconds);
  }

  /** The old version goes as soon as no process is in it: at the next request of each. */
  private void upgrade() throws InterruptedException {
    long start = System.nanoTime();
    while (framework.codeLoader().softPurge("frequency")
        instanceof SoftPurgeResult.StillUsed still) {
      Framework.require(System.nanoTime() - start < PATIENCE, still);
      Thread.sleep(1);
    }
    String jar = "frequency-%d.0.0.jar".formatted(1 + loads++ % 2);
    framework.load(Path.of(System.getProperty("baton.home"), "modules", jar));
  }

  private static int leftOver() {
    int answers = 0;
    while (receive(Object.class, Duration.ZERO).isPresent()) {
      answers++;
    }
    return answers;
  }

  private record Client(FrequencyClient frequency) implements Frequencies {
    @Override
    public int allocate() throws LostException {
      return Replies.allocated(asked(frequency::allocate));
    }

    @Override
    public void deallocate(int number) throws LostException {
      Replies.requireOk(asked(() -> frequency.deallocate(number)));
    }

    private static Reply asked(Supplier<Reply> question) throws LostException {
      try {
        return question.get();
      } catch (RuntimeException e) {
        throw new LostException(e.toString());
      }
    }
  }
}
