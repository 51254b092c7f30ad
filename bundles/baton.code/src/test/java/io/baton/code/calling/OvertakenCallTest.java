package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.code.OneVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A call that a switch and a purge have overtaken on its way. */
class OvertakenCallTest {
  private final Views views = new Views(new Mapping());
  private final List<String> log = new ArrayList<>();

  interface Service {
    String call(int a, String b);
  }

  /** The arrival is what happens at the first safepoint of the function. */
  record Implementation(String name, Consumer<String> arrival) implements Service {
    @Override
    public String call(int a, String b) {
      arrival.accept(name);
      return name + a + b;
    }
  }

  private OneVersion switchTo(String version, Consumer<String> arrival) {
    var loader = new OneVersion(version, Service.class, Implementation.class);
    Object instance = loader.make(Implementation.class, version, arrival);
    views.of("m").switchTo(loader.target(instance, Service.class));
    return loader;
  }

  private Service service() {
    return views.qualified("m", Service.class);
  }

  private static PurgedCodeException purged(long number) {
    return new PurgedCodeException("m was purged", number);
  }

  @Test
  void callBeginsAnewInWhatIsCurrentNow() {
    long[] number = new long[1];
    OneVersion first =
        switchTo(
            "1.0.0",
            version -> {
              log.add("arrived at " + version);
              switchTo("2.0.0", _ -> log.add("ran in 2.0.0"));
              throw purged(number[0]);
            });
    number[0] = first.id().number();

    String result = service().call(7, "x");

    assertThat(result).isEqualTo("2.0.07x");
    assertThat(log).containsExactly("arrived at 1.0.0", "ran in 2.0.0");
  }

  @Test
  void callThatWasLinkedBeforeBeginsAnewToo() {
    long[] number = new long[1];
    int[] calls = new int[1];
    OneVersion first =
        switchTo(
            "1.0.0",
            _ -> {
              if (++calls[0] == 3) {
                switchTo("2.0.0", _ -> {});
                throw purged(number[0]);
              }
            });
    number[0] = first.id().number();
    Service view = service();

    List<String> results = List.of(view.call(1, ""), view.call(2, ""), view.call(3, ""));

    assertThat(results).containsExactly("1.0.01", "1.0.02", "2.0.03");
  }

  @Test
  void callThatFindsNothingCurrentIsUndefined() {
    long[] number = new long[1];
    OneVersion first =
        switchTo(
            "1.0.0",
            _ -> {
              views.of("m").switchTo(new Target("m", null));
              throw purged(number[0]);
            });
    number[0] = first.id().number();

    assertThatThrownBy(() -> service().call(1, "")).isInstanceOf(UndefinedFunctionException.class);
  }

  @Test
  void purgedCodeOfAnotherVersionIsTheFunctionsOwnFailure() {
    PurgedCodeException other = purged(4711);
    switchTo(
        "1.0.0",
        _ -> {
          switchTo("2.0.0", _ -> {});
          throw other;
        });

    assertThatThrownBy(() -> service().call(1, "")).isSameAs(other);
  }

  @Test
  void purgedCodeOfWhatIsStillCurrentIsAFailure() {
    long[] number = new long[1];
    OneVersion first =
        switchTo(
            "1.0.0",
            _ -> {
              throw purged(number[0]);
            });
    number[0] = first.id().number();

    assertThatThrownBy(() -> service().call(1, "")).isInstanceOf(PurgedCodeException.class);
  }
}
