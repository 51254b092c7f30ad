package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.UndefinedFunctionException;
import io.baton.code.OneVersion;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A call through a view runs the version that is current at the call. */
class QualifiedViewTest {
  private final Mapping handover = new Mapping();
  private final Views views = new Views(handover);

  /** What the versions export, and clients too: each has a class of its own of this name. */
  interface Service {
    String who();

    void nothing();

    String fail(String message) throws IOException;

    String mix(byte a, long b, double c, String d);

    Report enrich(Report report);

    default String twice() {
      return who() + who();
    }

    static String ignored() {
      return "static";
    }
  }

  record Report(String text) {}

  record Implementation(String name) implements Service {
    @Override
    public String who() {
      return name;
    }

    @Override
    public void nothing() {}

    @Override
    public String fail(String message) throws IOException {
      throw new IOException(message);
    }

    @Override
    public String mix(byte a, long b, double c, String d) {
      return name + a + b + c + d;
    }

    @Override
    public Report enrich(Report report) {
      return new Report(report.text() + " by " + name);
    }
  }

  /** A client knows less, or more, than the module exports. */
  interface Client {
    String who();

    String missing(int a);
  }

  private void switchTo(String version) {
    var loader = new OneVersion(version, QualifiedViewTest.class);
    Object instance = loader.make(Implementation.class, version);
    views.of("m").switchTo(loader.target(instance, Service.class));
  }

  private Service service() {
    return views.qualified("m", Service.class);
  }

  @Test
  void callReachesWhatIsCurrentAtTheCall() {
    Service view = service();

    switchTo("1.0.0");
    String first = view.who();
    switchTo("2.0.0");
    String second = view.who();

    assertThat(first).isEqualTo("1.0.0");
    assertThat(second).isEqualTo("2.0.0");
  }

  @Test
  void callThatWasLinkedManyTimesStillFollows() {
    Service view = service();
    for (int i = 1; i <= 100; i++) {
      switchTo(i + ".0.0");

      assertThat(view.who()).isEqualTo(i + ".0.0");
      assertThat(view.who()).isEqualTo(i + ".0.0");
    }
  }

  @Test
  void moduleNeedNotExistYet() {
    Service view = service();

    assertThatThrownBy(view::who)
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessage("m:who() -> String: the module m is not loaded; load it first");
    switchTo("1.0.0");
    assertThat(view.who()).isEqualTo("1.0.0");
  }

  @Test
  void functionThatIsNotExportedIsUndefinedAndTheMessageSaysWhatIs() {
    switchTo("1.0.0");
    Client view = views.qualified("m", Client.class);

    assertThatThrownBy(() -> view.missing(1))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessage(
            "m:missing(int) -> String: m 1.0.0 does not export it; it exports"
                + " enrich(Report) -> Report, fail(String) -> String,"
                + " mix(byte, long, double, String) -> String, nothing() -> void,"
                + " twice() -> String, who() -> String");
  }

  @Test
  void otherFunctionsOfTheViewAreNotConcerned() {
    switchTo("1.0.0");

    assertThat(views.qualified("m", Client.class).who()).isEqualTo("1.0.0");
  }

  @Test
  void deletedModuleIsNotLoaded() {
    Service view = service();
    switchTo("1.0.0");
    view.who();

    views.of("m").switchTo(new Target("m", null));

    assertThatThrownBy(view::who)
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("is not loaded");
  }

  @Test
  void argumentsOfEveryKindArriveInOrder() {
    switchTo("1.0.0");

    String mixed = service().mix((byte) 1, 2L, 3.5, "x");

    assertThat(mixed).isEqualTo("1.0.0123.5x");
  }

  @Test
  void functionWithoutResultIsCalled() {
    switchTo("1.0.0");

    assertThatCode(service()::nothing).doesNotThrowAnyException();
  }

  @Test
  void defaultMethodIsAFunctionOfTheModule() {
    switchTo("1.0.0");

    assertThat(service().twice()).isEqualTo("1.0.01.0.0");
  }

  @Test
  void exceptionPassesUnchanged() {
    switchTo("1.0.0");

    assertThatThrownBy(() -> service().fail("disk full"))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full")
        .hasNoCause();
  }

  @Test
  void argumentsAndResultsAreHandedOver() {
    switchTo("1.0.0");

    Report report = service().enrich(new Report("written"));

    assertThat(report).isEqualTo(new Report("written by 1.0.0"));
    assertThat(handover.asked).containsExactly("Report to Report", "Report to Report");
  }

  @Test
  void missingValueIsNotHandedOver() {
    switchTo("1.0.0");

    assertThatThrownBy(() -> service().enrich(null)).isInstanceOf(NullPointerException.class);
    assertThat(handover.asked).containsExactly("NullPointerException to Throwable");
  }

  @Test
  void plainValuesAreNotHandedOver() {
    switchTo("1.0.0");

    service().mix((byte) 1, 2L, 3.5, "x");
    service().who();

    assertThat(handover.asked).isEmpty();
  }

  @Test
  void nothingIsHandedOverWithinOneVersion() {
    var loader = new OneVersion("1.0.0", QualifiedViewTest.class);
    Object instance = loader.make(Implementation.class, "1.0.0");
    views.of("m").switchTo(loader.target(instance, Service.class));
    Object view = views.qualified("m", loader.type(Service.class));

    Object report = call(view, loader);

    assertThat(report).hasToString("Report[text=written by 1.0.0]");
    assertThat(handover.asked).isEmpty();
  }

  private static Object call(Object view, OneVersion loader) {
    try {
      var method = loader.type(Service.class).getMethod("enrich", loader.type(Report.class));
      method.setAccessible(true);
      return method.invoke(view, loader.make(Report.class, "written"));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
