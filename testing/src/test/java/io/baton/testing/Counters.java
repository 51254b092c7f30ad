package io.baton.testing;

import io.baton.api.code.Module;
import io.baton.api.process.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Component;

/** Versions of a module {@code counter}, made of classes of the tests. */
final class Counters {
  private Counters() {}

  /** What all versions export. */
  public interface Counter {
    long next();

    String version();
  }

  /** The first. */
  @Component(service = Counter.class)
  @Module("counter")
  public static final class First implements Counter {
    private final AtomicLong last = new AtomicLong();

    @Override
    public long next() {
      return last.incrementAndGet();
    }

    @Override
    public String version() {
      return "first";
    }
  }

  /** The second. */
  @Component(service = Counter.class)
  @Module("counter")
  public static final class Second implements Counter {
    private final AtomicLong last = new AtomicLong(1_000);

    /** Only a nest mate may create one. */
    private record Next(long value) {}

    @Override
    public long next() {
      return new Next(last.incrementAndGet()).value();
    }

    @Override
    public String version() {
      return "second";
    }
  }

  /** Does not answer each hundredth request. */
  @Component(service = Counter.class)
  @Module("counter")
  public static final class Forgetful implements Counter {
    private final AtomicLong last = new AtomicLong();

    /** What is never sent. */
    private record Reply(long value) {}

    @Override
    public long next() {
      long next = last.incrementAndGet();
      return next % 100 == 0 ? Processes.receive(Reply.class).value() : next;
    }

    @Override
    public String version() {
      return "forgetful";
    }
  }

  /** Throws for each hundredth request. */
  @Component(service = Counter.class)
  @Module("counter")
  public static final class Failing implements Counter {
    private final AtomicLong last = new AtomicLong();

    @Override
    public long next() {
      long next = last.incrementAndGet();
      if (next % 100 == 0) {
        throw new IllegalStateException("no number " + next);
      }
      return next;
    }

    @Override
    public String version() {
      return "failing";
    }
  }

  /** Cannot be created. */
  @Component(service = Counter.class)
  @Module("counter")
  public static final class Broken implements Counter {
    /** Throws. */
    public Broken() {
      throw new IllegalStateException("no database");
    }

    @Override
    public long next() {
      return 0;
    }

    @Override
    public String version() {
      return "broken";
    }
  }

  /** Leaves a function of its own in a list of the application. */
  @Component(service = Counter.class)
  @Module("counter")
  public static final class Leaking implements Counter {
    /** Is the same for all versions: a list that the JDK keeps under a name. */
    private final List<Object> registry = registry();

    @Override
    public long next() {
      registry.add((Runnable) this::next);
      return registry.size();
    }

    @Override
    public String version() {
      return "leaking";
    }

    @SuppressWarnings("unchecked")
    private static List<Object> registry() {
      return (List<Object>)
          System.getProperties().computeIfAbsent("io.baton.testing", _ -> new ArrayList<>());
    }
  }

  /** No module: there is no component. */
  @Module("counter")
  public static final class NoComponent implements Counter {
    @Override
    public long next() {
      return 0;
    }

    @Override
    public String version() {
      return "none";
    }
  }
}
