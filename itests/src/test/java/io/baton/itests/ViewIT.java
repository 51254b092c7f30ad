package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import java.io.IOException;
import java.util.List;
import org.junit.Test;

/** How a method of a view finds its function: by name, number and types of parameters. */
public class ViewIT extends FinderTest {
  private interface Others {
    List<Integer> sorted(List<Integer> values);

    String joined(String... texts);

    String twice(String text);
  }

  @Test
  public void listsVariableArgumentsAndDefaultMethodsAreFunctionsLikeAnyOther() {
    Others others = code.qualified("finder", Others.class);

    assertThat(others.sorted(List.of(3, 1, 2))).containsExactly(1, 2, 3);
    assertThat(others.joined("a", "b")).isEqualTo("a+b");
    assertThat(others.twice("ho")).isEqualTo("hoho");
  }

  private interface Optimist {
    default String twice(String text) {
      return "never " + text;
    }
  }

  @Test
  public void aDefaultMethodOfAViewCallsTheModuleLikeAnyOther() {
    Optimist optimist = code.qualified("finder", Optimist.class);

    assertThat(optimist.twice("ho")).isEqualTo("hoho");
  }

  private interface Newer extends Vsn {
    default String described() {
      return "version " + vsn();
    }
  }

  @Test
  public void aDefaultMethodThatCurrentDoesNotExportRunsItsBodyWhoseCallsFollowCurrent() {
    Newer newer = code.qualified("alpha", Newer.class);

    load(Modules.alpha(1));
    String first = newer.described();
    load(Modules.alpha(2));
    String second = newer.described();

    assertThat(first).isEqualTo("version 1");
    assertThat(second).isEqualTo("version 2");
  }

  private interface Starting {
    Pid start(Pid reader);
  }

  @Test
  public void aProcessThatRunsTheDefaultMethodOfAnOldVersionIsInThatVersion() {
    String functions = "Pid start(Pid reader); Next first(Pid reader);";
    String members =
        """
        public Pid start(Pid reader) { return spawn(module.first(reader)); }
        public Next first(Pid reader) { receive(String.class); return %s; }
        """;
    load(
        TestBundle.module(
            "omega",
            "1.0.0",
            functions
                + """
                default Next last(Pid reader) {
                  send(reader, "default");
                  receive(String.class);
                  return stop();
                }
                """,
            members.formatted("module.last(reader)")));
    Pid process = code.qualified("omega", Starting.class).start(self());
    awaitReceive(process);
    load(TestBundle.module("omega", "2.0.0", functions, members.formatted("stop()")));

    send(process, "go");

    assertThat(await(String.class)).isEqualTo("default");
    assertThat(codeLoader.softPurge("omega")).isInstanceOf(SoftPurgeResult.StillUsed.class);
    send(process, "stop");
    softPurgeAsSoonAsUnused("omega");
  }

  private interface Missing {
    String nowhere(int value);

    String notInTheInterface();

    String notExported();
  }

  @Test
  public void aFunctionThatIsNotExportedIsUndefinedAndTheExportedOnesAreListed() {
    Missing missing = code.qualified("finder", Missing.class);

    assertThatThrownBy(() -> missing.nowhere(1))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("finder:nowhere(int) -> String")
        .hasMessageContaining("finder 1.0.0 does not export it")
        .hasMessageContaining("kind(Object, Object) -> String")
        .hasMessageContaining("sorted(List<Integer>) -> List<Integer>");
    assertThatThrownBy(missing::notInTheInterface).isInstanceOf(UndefinedFunctionException.class);
    assertThatThrownBy(missing::notExported).isInstanceOf(UndefinedFunctionException.class);
  }

  private interface Refusing {
    void refuse(String why) throws IOException;
  }

  @Test
  public void whatAFunctionThrowsReachesTheCaller() {
    Refusing refusing = code.qualified("finder", Refusing.class);

    assertThatThrownBy(() -> refusing.refuse("closed"))
        .isInstanceOf(IOException.class)
        .hasMessage("closed");
  }

  @Test
  public void aViewOfAModuleThatIsNotLoadedIsUndefinedUntilItIs() {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    assertThatThrownBy(alpha::vsn)
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("alpha:vsn() -> int")
        .hasMessageContaining("the module alpha is not loaded");

    load(Modules.alpha(1));

    assertThat(alpha.vsn()).isEqualTo(1);
  }

  @Test
  public void theSameModuleAndInterfaceGiveTheSameView() {
    Vsn view = code.qualified("alpha", Vsn.class);

    assertThat(code.qualified("alpha", Vsn.class)).isSameAs(view);
    assertThat(code.qualified("beta", Vsn.class)).isNotSameAs(view);
    assertThat(view).isNotEqualTo(code.qualified("beta", Vsn.class));
    assertThat(view).hasToString("qualified view of alpha");
  }

  @Test
  public void aViewMustBeAnInterface() {
    assertThatThrownBy(() -> code.qualified("alpha", String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a view must be an interface, java.lang.String is none");
  }

  private interface Inherited extends Vsn {
    @Override
    int vsn();
  }

  @Test
  public void aFunctionOfAnInheritedInterfaceIsFoundToo() {
    load(Modules.alpha(1));

    Inherited inherited = code.qualified("alpha", Inherited.class);

    assertThat(inherited.vsn()).isEqualTo(1);
  }
}
