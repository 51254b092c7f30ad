package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Debuggers that may be attached. {@code DebuggerIT} attaches one. */
class DebuggerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -agentlib:jdwp=transport=dt_socket,server=y | true
          -Xrunjdwp:transport=dt_socket               | true
          -agentpath:/opt/lib/libjdwp.so=server=y     | true
          -agentlib:hprof                             | false
          -agentpath:/opt/libasyncProfiler.so         | false
          -javaagent:/opt/jdwp.jar                    | false
          -Dagent=jdwp                                | false
          """)
  void agentThatDebuggersTalkToIsKnown(String argument, boolean isKnown) {
    assertThat(Debugger.namesAgent(argument)).isEqualTo(isKnown);
  }

  @Test
  void nothingIsHeldWithoutOne() {
    assertThat(Debugger.canAttach()).isFalse();
    assertThat(Debugger.holds(Thread.currentThread())).isFalse();
  }
}
