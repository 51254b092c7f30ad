package io.baton.code.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a use of a class would fail if the class were absent. */
class GuardsTest {
  static class Needed {
    static String use() {
      return "used";
    }
  }

  /** Methods that use {@link Needed}, each in its way. */
  @SuppressWarnings("unused")
  static class Code {
    static boolean flag;
    static int number;

    String plain() {
      return Needed.use();
    }

    String caught() {
      try {
        return Needed.use();
      } catch (NoClassDefFoundError e) {
        return "";
      }
    }

    String anythingCaught() {
      try {
        return Needed.use();
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    String otherwiseCaught() {
      try {
        return Needed.use();
      } catch (IllegalStateException e) {
        return "";
      }
    }

    String finallyDone() {
      try {
        return Needed.use();
      } finally {
        number++;
      }
    }

    String closed() throws IOException {
      try (var in = new StringReader("")) {
        return Needed.use() + in.read();
      }
    }

    String inTheHandler() {
      try {
        return String.valueOf(number);
      } catch (LinkageError e) {
        return Needed.use();
      }
    }

    String flagged() {
      return flag ? Needed.use() : "";
    }

    String flaggedOtherwise() {
      return flag ? "" : Needed.use();
    }

    String afterAFlag() {
      if (!flag) {
        return "";
      }
      return Needed.use();
    }

    String besideAFlag() {
      if (flag) {
        number++;
      }
      return Needed.use();
    }

    String underANumber() {
      return number > 3 ? Needed.use() : "";
    }

    String afterALookUp() {
      try {
        Class.forName("a.B");
      } catch (ClassNotFoundException e) {
        return "";
      }
      return Needed.use();
    }

    String beforeALookUp() throws ClassNotFoundException {
      String used = Needed.use();
      return used + Class.forName("a.B");
    }
  }

  private static ClassModel code() throws IOException {
    try (InputStream in = GuardsTest.class.getResourceAsStream("GuardsTest$Code.class")) {
      return ClassFile.of().parse(in.readAllBytes());
    }
  }

  private static Use.Guard guard(String method) throws IOException {
    List<Use> uses =
        code().methods().stream()
            .filter(one -> one.methodName().equalsString(method))
            .flatMap(one -> Uses.in(one).stream())
            .filter(use -> use.className().equals(Needed.class.getName()))
            .toList();
    assertThat(uses).isNotEmpty();
    return uses.getFirst().guard();
  }

  @Test
  void handlerOfTheErrorGuards() throws IOException {
    assertThat(guard("caught")).isEqualTo(Use.Guard.CATCH);
    assertThat(guard("anythingCaught")).isEqualTo(Use.Guard.CATCH);
  }

  @Test
  void handlerOfSomethingElseDoesNotGuard() throws IOException {
    assertThat(guard("plain")).isEqualTo(Use.Guard.NONE);
    assertThat(guard("otherwiseCaught")).isEqualTo(Use.Guard.NONE);
    assertThat(guard("inTheHandler")).isEqualTo(Use.Guard.NONE);
  }

  @Test
  void handlerThatOnlyCleansUpDoesNotGuard() throws IOException {
    assertThat(guard("finallyDone")).isEqualTo(Use.Guard.NONE);
    assertThat(guard("closed")).isEqualTo(Use.Guard.NONE);
  }

  @Test
  void conditionOnAFlagGuardsBothWays() throws IOException {
    assertThat(guard("flagged")).isEqualTo(Use.Guard.CONDITION);
    assertThat(guard("flaggedOtherwise")).isEqualTo(Use.Guard.CONDITION);
    assertThat(guard("afterAFlag")).isEqualTo(Use.Guard.CONDITION);
  }

  @Test
  void otherConditionsDoNotGuard() throws IOException {
    assertThat(guard("besideAFlag")).isEqualTo(Use.Guard.NONE);
    assertThat(guard("underANumber")).isEqualTo(Use.Guard.NONE);
  }

  @Test
  void lookUpByNameGuardsWhatComesAfterIt() throws IOException {
    assertThat(guard("afterALookUp")).isEqualTo(Use.Guard.CONDITION);
    assertThat(guard("beforeALookUp")).isEqualTo(Use.Guard.NONE);
  }
}
