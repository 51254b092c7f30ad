package io.baton.code.calling;

import io.baton.api.code.ModuleVersion;
import io.baton.api.process.Next;
import io.baton.code.exports.Exports;
import io.baton.races.NothingConverts;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;

/** A module with two versions, and one function of each kind. */
final class Loads {
  private static final Crossing CROSSING = new Crossing(new NothingConverts());

  private Loads() {}

  /** What the module exports: which version runs. */
  public interface Service {
    /** Called. */
    int number();

    /** Captured. */
    Next loop();
  }

  /** A version. */
  public record Implementation(int number) implements Service {
    @Override
    public Next loop() {
      return new Ran(number);
    }
  }

  /** Says which version a turn ran in. */
  record Ran(int number) implements CapturedCall {
    @Override
    public Turn bind() {
      throw new IllegalStateException("it is not run, only looked at");
    }
  }

  /** A module whose current version is the first. */
  static ModuleSwitch module() {
    var module = module("m");
    module.switchTo(version(1));
    return module;
  }

  /** A module that leads nowhere yet. */
  static ModuleSwitch module(String name) {
    return new ModuleSwitch(name, (_, _) -> false);
  }

  static Target version(int number) {
    var id = new ModuleVersion("m", number + ".0.0", number, "", Instant.EPOCH);
    return new Target(
        "m",
        new Target.Callable(
            id,
            new Implementation(number),
            Service.class.getClassLoader(),
            new Exports(List.of(Service.class))));
  }

  /** A call site of the module, as a view has one. */
  static QualifiedSite site(ModuleSwitch module) {
    var site = new QualifiedSite(module, method("number"), binder(), null);
    module.add(site);
    return site;
  }

  /** A captured function of the module, as a view has one. */
  static QualifiedFunction function(ModuleSwitch module) {
    var function = new QualifiedFunction(module, method("loop"), binder(), null);
    module.add(function);
    return function;
  }

  private static Binder binder() {
    return new Binder(Service.class.getClassLoader(), CROSSING);
  }

  private static Method method(String name) {
    try {
      return Service.class.getMethod(name);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Which version a call through a site runs. */
  static int call(QualifiedSite site) {
    try {
      return (int) site.dynamicInvoker().invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Which version a turn runs. */
  static int run(Turn turn) {
    try {
      return turn.run() instanceof Ran ran ? ran.number() : 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
