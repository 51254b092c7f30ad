package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.HandoverException;
import io.baton.api.code.UndefinedFunctionException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.Test;

/** Promises 10 and 11: two versions of an api side by side, and clients of either. */
public class ApiBundlesIT extends ApiTest {
  /** Promise 11: through a view, by name, and as plain services. */
  @Test
  public void clientsOfEitherApiSeeTheSameVersion() throws Throwable {
    load(one());
    Supplier<Object> oldClient = startClient("oldclient", "1.0.0");
    Supplier<Object> newClient = startClient("newclient", "1.1.0");

    assertThat(seen(oldClient, newClient)).containsOnly(1);
    load(two());
    assertThat(seen(oldClient, newClient)).containsOnly(2);
    codeLoader.purge("radio");
    assertThat(seen(oldClient, newClient)).containsOnly(2);
  }

  private List<Object> seen(Supplier<Object> oldClient, Supplier<Object> newClient)
      throws Throwable {
    return List.of(
        call(view(old), "vsn"),
        call(view(recent), "vsn"),
        code.call("radio", "vsn", List.of()),
        call(oldClient.get(), "vsn"),
        call(newClient.get(), "vsn"));
  }

  @Test
  public void aMethodThatWasAddedIsUndefinedInTheVersionBefore() throws Exception {
    load(one());
    Object client = startClient("newclient", "1.1.0").get();

    assertThatThrownBy(() -> call(client, "all", 7))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("radio:all(int)");
    load(two());
    assertThat(call(client, "all", 7)).isEqualTo(List.of(7));
  }

  @Test
  public void aMethodThatWasRemovedIsUndefinedForAnOldClient() throws Exception {
    load(one());
    Supplier<Object> client = startClient("oldclient", "1.0.0");
    call(client.get(), "close");

    load(two());

    assertThatThrownBy(() -> call(client.get(), "close"))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("radio:close()");
    assertThat(call(client.get(), "vsn")).isEqualTo(2);
  }

  @Test
  public void aFunctionWithOneParameterMoreIsAnotherFunction() throws Exception {
    load(one());
    assertThatThrownBy(() -> call(view(recent), "level", 7, "dBm"))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("radio:level(int, String)");

    load(two());

    assertThat(call(view(recent), "level", 7, "dBm")).isEqualTo(21);
    assertThat(call(view(old), "level", 7)).isEqualTo(14);
  }

  @Test
  public void aComponentWithADefaultCrossesInArgumentAndResultBothWays() throws Exception {
    load(one());
    assertThat(call(view(recent), "tuned", made(recent, "Band", 10, 20, 5)))
        .isEqualTo(made(recent, "Band", 11, 21, 25));

    load(two());

    assertThat(call(view(old), "tuned", made(old, "Band", 10, 20)))
        .isEqualTo(made(old, "Band", 35, 45));
  }

  @Test
  public void aCaseThatWasAddedIsRefusedWhereItIsNotKnown() throws Exception {
    load(one());
    assertThat(call(view(recent), "told", made(recent, "Reply$Free", 3)))
        .isEqualTo("Free[frequency=3]");
    assertThatThrownBy(() -> call(view(recent), "told", made(recent, "Reply$Later", 3L)))
        .isInstanceOf(HandoverException.class)
        .hasMessageContaining("Later");

    load(two());

    assertThat(call(view(old), "reply", "free")).isEqualTo(made(old, "Reply$Free", 2));
    assertThatThrownBy(() -> call(view(old), "reply", "later"))
        .isInstanceOf(HandoverException.class)
        .hasMessageContaining("Later");
  }

  @Test
  public void aRenamedPackageIsAnErrorThatNamesBothAndTheFix() throws Exception {
    load(two());
    String renamed = "io.baton.itests.renamed";
    var client =
        start(
            TestBundle.plain("renamed", "1.0.0")
                .type("public record Band(int low, int high, int step) {}")
                .type("public interface Radio { Band tuned(Band band); }"));
    Class<?> type = client.loadClass(renamed + ".Band");
    Object band = type.getConstructors()[0].newInstance(1, 2, 3);
    Object view = code.qualified("radio", client.loadClass(renamed + ".Radio"));

    assertThatThrownBy(
            () -> {
              try {
                view.getClass().getMethod("tuned", type).invoke(view, band);
              } catch (java.lang.reflect.InvocationTargetException e) {
                throw e.getCause();
              }
            })
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining(renamed + ".Band")
        .hasMessageContaining(API + ".Band")
        .hasMessageContaining("keep the name of the package");
  }
}
