package io.baton.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.supervisor.Restart;
import io.baton.application.control.ApplicationSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the configuration of an application is read. */
class ApplicationSettingsTest {
  private static final Map<String, Object> PID = Map.of("service.pid", "io.baton.application~shop");

  private static ApplicationSpec with(String property, Object value) {
    return ApplicationSettings.of(
        Map.of("service.pid", "io.baton.application~shop", property, value));
  }

  @Test
  void nameOfThePidIsEnough() {
    assertThat(ApplicationSettings.of(PID))
        .isEqualTo(
            new ApplicationSpec(
                "shop",
                "shop",
                List.of("shop"),
                List.of(),
                List.of(),
                false,
                Restart.TEMPORARY,
                new ApplicationSpec.Bounds(Duration.ofMinutes(1), Duration.ofSeconds(10))));
  }

  @Test
  void moduleThatStartsItIsLoadedToo() {
    assertThat(with("modules", new String[] {"db", " prices "}).modules())
        .containsExactly("db", "prices", "shop");
    assertThat(with("modules", List.of("shop", "db")).modules()).containsExactly("shop", "db");
    assertThat(with("module", "shop_app").modules()).containsExactly("shop_app");
    assertThat(with("modules", "db").modules()).containsExactly("db", "shop");
  }

  @Test
  void wrongValueIsNamed() {
    assertThatThrownBy(() -> with("type", "forever"))
        .hasMessage(
            "io.baton.application~shop: type must be temporary, transient or permanent, was"
                + " forever");
    assertThatThrownBy(() -> with("boot", "yes")).hasMessageContaining("boot must be true or");
    assertThatThrownBy(() -> with("start.timeout.ms", 0))
        .hasMessage(
            "io.baton.application~shop: start.timeout.ms must be a whole number from 1 to 86400000,"
                + " was 0");
    assertThatThrownBy(() -> ApplicationSettings.of(Map.of("service.pid", "x.1")))
        .hasMessageContaining("name must be given");
  }
}
