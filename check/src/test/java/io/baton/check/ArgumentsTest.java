package io.baton.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void allAreRead() {
    assertThat(
            Arguments.of(
                List.of(
                    "--built",
                    "m.jar",
                    "--report",
                    "r.txt",
                    "--released",
                    "1.0.0=a=b.jar",
                    "--library",
                    "l.jar")))
        .isEqualTo(
            new Arguments(
                Path.of("m.jar"),
                Map.of("1.0.0", Path.of("a=b.jar")),
                List.of(Path.of("l.jar")),
                Path.of("r.txt")));
  }

  @Test
  void othersAreRefusedWithWhatIsExpected() {
    for (List<String> wrong :
        List.of(
            List.of("--report", "r.txt"),
            List.of("--built", "m.jar"),
            List.of("--built"),
            List.of("--what", "m.jar"),
            List.of("--released", "1.0.0"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Arguments.of(wrong))
          .withMessageStartingWith(Arguments.USAGE);
    }
  }
}
