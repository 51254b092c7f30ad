package io.baton.bench.driver;

import io.baton.bench.driver.Frequencies.LostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Clients that ask for frequencies and give them back, as fast as they are answered. What is seen
 * of it goes to a recorder, which one thread reads ten times a second.
 */
public final class Requests {
  private static final int CLIENTS = 4;
  private static final int TENTH = 100;

  private final Frequencies server;
  private final IntSupplier leftOver;
  private final Recorder recorder = new Recorder(3);
  private final LongAdder lost = new LongAdder();
  private final LongAdder duplicated = new LongAdder();
  private final Set<Integer> inUse = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final CountDownLatch clients = new CountDownLatch(CLIENTS);

  /**
   * Begins to ask.
   *
   * @param server the server
   * @param start how a client is started
   * @param leftOver asked by each client at its end: how many answers have come that it did not
   *     wait for
   */
  public Requests(Frequencies server, Consumer<Runnable> start, IntSupplier leftOver) {
    this.server = server;
    this.leftOver = leftOver;
    for (int i = 0; i < CLIENTS; i++) {
      start.accept(this::ask);
    }
  }

  private void ask() {
    try {
      int held = 0;
      while (open.get()) {
        held = exchange(held);
      }
      duplicated.add(leftOver.getAsInt());
    } finally {
      clients.countDown();
    }
  }

  /** Asks for the next frequency before it gives back the one it has, so it always has one. */
  private int exchange(int held) {
    int next = held;
    try {
      long start = System.nanoTime();
      int got = server.allocate();
      recorder.recordValue(System.nanoTime() - start);
      if (got != 0) {
        next = got;
        use(got);
      }
    } catch (LostException e) {
      lost.increment();
    }
    if (held != 0) {
      giveBack(held);
    }
    return next == held ? 0 : next;
  }

  private void use(int frequency) {
    if (!inUse.add(frequency)) {
      duplicated.increment();
    }
  }

  private void giveBack(int frequency) {
    inUse.remove(frequency);
    try {
      long start = System.nanoTime();
      server.deallocate(frequency);
      recorder.recordValue(System.nanoTime() - start);
    } catch (LostException e) {
      lost.increment();
    }
  }

  /**
   * Ends all clients, and waits until they have; a client that still waits then has lost a request.
   */
  public void stop() throws InterruptedException {
    open.set(false);
    if (!clients.await(10, TimeUnit.SECONDS)) {
      lost.add(clients.getCount());
    }
  }

  /** What was seen in some seconds. */
  public final class Phase {
    private final Histogram all = new Histogram(3);
    private final long lostBefore = lost.sum();
    private final long duplicatedBefore = duplicated.sum();
    private final Moment spent;
    private double worstRate = Double.POSITIVE_INFINITY;

    /** Watches for so long. */
    public Phase(int seconds) throws InterruptedException {
      recorder.reset();
      Moment start = Moment.now();
      long last = start.clock();
      for (int tenth = 0; tenth < seconds * 10; tenth++) {
        Thread.sleep(TENTH);
        Histogram seen = recorder.getIntervalHistogram();
        long now = System.nanoTime();
        worstRate = Math.min(worstRate, seen.getTotalCount() * 1e9 / (now - last));
        all.add(seen);
        last = now;
      }
      spent = Moment.now().minus(start);
    }

    /** Requests in a second. */
    public double rate() {
      return all.getTotalCount() * 1e9 / spent.clock();
    }

    private double processorTimeOfOne() {
      return spent.processor() / (double) all.getTotalCount();
    }

    /** Prints what there is; the dip is against a phase in which nothing else happened. */
    public void print(Lines lines, Phase undisturbed, int upgrades) {
      double dip = 1 - rate() / undisturbed.rate();
      lines.print("rate, undisturbed", undisturbed.rate());
      lines.print("rate", rate());
      lines.print("dip", 100 * dip);
      lines.print("lost in an upgrade", dip * spent.clock() / 1e6 / upgrades);
      lines.print("worst tenth", 100 * (1 - worstRate / undisturbed.rate()));
      lines.print(
          "worst tenth, undisturbed", 100 * (1 - undisturbed.worstRate / undisturbed.rate()));
      lines.print("processor time of one", processorTimeOfOne());
      lines.print("processor time of one, undisturbed", undisturbed.processorTimeOfOne());
      for (double percentile : new double[] {50, 99, 99.9}) {
        String name = "p%s".formatted(percentile).replace(".0", "");
        double during = all.getValueAtPercentile(percentile) / 1e3;
        double without = undisturbed.all.getValueAtPercentile(percentile) / 1e3;
        lines.print(name, during);
        lines.print(name + ", undisturbed", without);
        lines.print(name + ", by undisturbed", during / without);
      }
      lines.print("lost", (double) (lost.sum() - lostBefore));
      lines.print("duplicated", (double) (duplicated.sum() - duplicatedBefore));
    }
  }
}
