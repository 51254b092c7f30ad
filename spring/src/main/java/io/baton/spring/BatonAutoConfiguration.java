package io.baton.spring;

import io.baton.embedded.Baton;
import io.baton.embedded.BatonOptions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Starts Baton with the context, and makes beans of the modules' interfaces. */
@AutoConfiguration
@EnableConfigurationProperties(BatonProperties.class)
@ConditionalOnProperty(name = "baton.enabled", matchIfMissing = true)
public class BatonAutoConfiguration {
  /** Has no state. */
  public BatonAutoConfiguration() {}

  /**
   * Starts Baton; the context closes it.
   *
   * @param properties of the application
   * @param customizers change what they say
   * @return what runs
   */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  public Baton baton(
      BatonProperties properties, ObjectProvider<BatonOptionsCustomizer> customizers) {
    BatonOptions options = properties.options();
    for (BatonOptionsCustomizer customizer : customizers.orderedStream().toList()) {
      options = customizer.customize(options);
    }
    return Baton.start(options);
  }

  /**
   * Registers the beans of the modules' interfaces.
   *
   * @return before any bean is made
   */
  @Bean
  static ModuleViews moduleViews() {
    return new ModuleViews();
  }
}
