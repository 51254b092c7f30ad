package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.baton.api.code.HandoverException;
import io.baton.api.code.PurgedCodeException;
import io.baton.itests.shapes.NoStock;
import java.util.function.Supplier;
import org.junit.Before;
import org.junit.Test;

/** Promise 10, for what a call through a view throws, and for objects behind shared interfaces. */
public class ViewExceptionIT extends BatonTest {
  private interface Shop {
    void fail(String how);

    int order(String how);

    Supplier<String> record();

    Supplier<String> object();
  }

  private static TestBundle shop(String version) {
    return new TestModule("shapes", version)
        .functions(
            "void fail(String how); int order(String how); Supplier<String> record();"
                + " Supplier<String> object();")
        .members(
            """
            public void fail(String how) { order(how); }
            public int order(String how) {
              NoStock thrown = new NoStock("nuts", 3);
              switch (how) {
                case "cause" -> thrown.initCause(new IllegalStateException(new NoStock("deep", 1)));
                case "suppressed" -> thrown.addSuppressed(new NoStock("also", 2));
                case "wrapped" -> throw new IllegalArgumentException("wrapped", thrown);
                case "jdk" -> throw new IllegalArgumentException("jdk");
                case "unknown" -> throw new OnlyHere("gone");
                default -> { }
              }
              throw thrown;
            }
            public Supplier<String> record() { return new Lit("a record"); }
            public Supplier<String> object() { return () -> "an object"; }
            """)
        .bundle()
        .type("record Lit(String get) implements Supplier<String> {}")
        .type("class OnlyHere extends RuntimeException { OnlyHere(String m) { super(m); } }")
        .type(
            """
            public class NoStock extends RuntimeException {
              private final int missing;
              public NoStock(String what, int missing) { super(what); this.missing = missing; }
              @Override public String getMessage() { return "no stock: " + super.getMessage(); }
            }
            """);
  }

  private Shop shop;

  @Before
  public void loadTheModule() {
    load(shop("1.0.0"));
    shop = code.qualified("shapes", Shop.class);
  }

  @Test
  public void anExceptionArrivesAsTheCallersClassOfThatName() {
    var thrown = (NoStock) catchThrowable(() -> shop.fail("plain"));

    assertThat(thrown).hasMessage("no stock: nuts");
    assertThat(thrown.missing()).isEqualTo(3);
    assertThat(thrown.getStackTrace()[0].getClassName()).isEqualTo("io.baton.itests.shapes.Impl");
    assertThat(thrown.getStackTrace()[0].getMethodName()).isEqualTo("order");
    assertThat(catchThrowable(() -> shop.order("plain"))).isInstanceOf(NoStock.class);
  }

  @Test
  public void causesAndSuppressedExceptionsArriveToo() {
    assertThat(catchThrowable(() -> shop.order("cause")))
        .isInstanceOf(NoStock.class)
        .hasRootCauseInstanceOf(NoStock.class)
        .hasRootCauseMessage("no stock: deep");
    assertThat(catchThrowable(() -> shop.order("suppressed")).getSuppressed())
        .hasOnlyElementsOfType(NoStock.class);
    assertThat(catchThrowable(() -> shop.order("wrapped")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("wrapped")
        .hasCauseInstanceOf(NoStock.class);
    assertThat(catchThrowable(() -> shop.order("jdk")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jdk");
  }

  @Test
  public void anExceptionThatTheCallerHasNoClassForIsNamed() {
    assertThatThrownBy(() -> shop.order("unknown"))
        .isInstanceOf(HandoverException.class)
        .hasMessageStartingWith("exception of shapes:order/1 is a io.baton.itests.shapes.OnlyHere")
        .hasMessageContaining("gone");
  }

  @Test
  public void anExceptionOfTheNextVersionIsTheSameToTheCaller() {
    load(shop("2.0.0"));

    assertThat(catchThrowable(() -> shop.order("cause"))).isInstanceOf(NoStock.class);
  }

  @Test
  public void anObjectBehindASharedInterfaceCrossesAsItselfRecordOrNot() {
    Supplier<String> record = shop.record();
    Supplier<String> object = shop.object();
    assertThat(record.get()).isEqualTo("a record");
    assertThat(object.get()).isEqualTo("an object");

    load(shop("2.0.0"));
    softPurgeAsSoonAsUnused("shapes");

    assertThat(record.get()).isEqualTo("a record");
    assertThatThrownBy(object::get).isInstanceOf(PurgedCodeException.class);
  }
}
