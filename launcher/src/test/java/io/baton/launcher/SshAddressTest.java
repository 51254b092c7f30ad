package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshAddressTest {
  @Test
  void withoutAHostOnlyThisMachineComesIn() throws Exception {
    assertThat(SshAddress.parse("2222")).isEqualTo(new SshAddress("127.0.0.1", 2222));
  }

  @Test
  void aHostIsANameOrAnAddress() throws Exception {
    assertThat(SshAddress.parse("ops.example.com:22"))
        .isEqualTo(new SshAddress("ops.example.com", 22));
    assertThat(SshAddress.parse("0.0.0.0:0")).isEqualTo(new SshAddress("0.0.0.0", 0));
    assertThat(SshAddress.parse("[::1]:2222")).isEqualTo(new SshAddress("::1", 2222));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ssh", ":2222", "[]:2222", "::1:2222", "host:", "host:65536", "-1"})
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> SshAddress.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--ssh must be PORT or HOST:PORT, such as 2222, 0.0.0.0:2222 or [::1]:2222, was "
                + text);
  }
}
