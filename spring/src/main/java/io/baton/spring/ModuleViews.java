package io.baton.spring;

import io.baton.embedded.Baton;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Finds the interfaces of modules, registers a bean for each module, and makes lists injectable.
 */
final class ModuleViews implements BeanDefinitionRegistryPostProcessor, EnvironmentAware {
  private @Nullable Environment environment;

  /** Finds interfaces, which are no components otherwise. */
  private static final class Interfaces extends ClassPathScanningCandidateComponentProvider {
    Interfaces(Environment environment) {
      super(false, environment);
      addIncludeFilter(new AnnotationTypeFilter(ModuleView.class, false, true));
    }

    @Override
    protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
      return definition.getMetadata().isInterface() && definition.getMetadata().isIndependent();
    }
  }

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
    if (environment == null || !(registry instanceof DefaultListableBeanFactory factory)) {
      throw new IllegalStateException("there is no environment, or another factory of beans");
    }
    BatonProperties properties =
        Binder.get(environment).bindOrCreate("baton", BatonProperties.class);
    Map<String, Class<?>> views = new LinkedHashMap<>();
    Set<Class<?>> all = new LinkedHashSet<>();
    properties.views().forEach((module, type) -> views.put(module, type(factory, type)));
    all.addAll(views.values());
    for (Class<?> type : annotated(factory, properties)) {
      all.add(type);
      String module = type.getAnnotation(ModuleView.class).value();
      if (!module.isEmpty()) {
        views.put(module, type);
      }
    }
    views.forEach((module, type) -> register(factory, module, type));
    factory.setAutowireCandidateResolver(
        new ModuleLists(factory.getAutowireCandidateResolver(), factory, all));
  }

  private Set<Class<?>> annotated(DefaultListableBeanFactory factory, BatonProperties properties) {
    Set<String> packages = new LinkedHashSet<>();
    if (AutoConfigurationPackages.has(factory)) {
      packages.addAll(AutoConfigurationPackages.get(factory));
    }
    properties.sharedPackages().forEach(shared -> packages.add(shared.split(";", 2)[0].strip()));
    Interfaces interfaces = new Interfaces(Objects.requireNonNull(environment));
    Set<Class<?>> found = new LinkedHashSet<>();
    for (String base : packages) {
      for (BeanDefinition definition : interfaces.findCandidateComponents(base)) {
        found.add(type(factory, String.valueOf(definition.getBeanClassName())));
      }
    }
    return found;
  }

  private static Class<?> type(DefaultListableBeanFactory factory, String name) {
    Class<?> type = ClassUtils.resolveClassName(name, factory.getBeanClassLoader());
    if (!type.isInterface()) {
      throw new IllegalArgumentException(
          "baton.views: expected an interface, found %s".formatted(type));
    }
    return type;
  }

  private static <T> void register(
      DefaultListableBeanFactory factory, String module, Class<T> type) {
    RootBeanDefinition definition =
        new RootBeanDefinition(
            type, () -> factory.getBean(Baton.class).code().qualified(module, type));
    definition.setDependsOn(factory.getBeanNamesForType(Baton.class, false, false));
    definition.setDestroyMethodName(""); // a module's close() is not the application's to call
    definition.setResourceDescription("the view of the module " + module);
    factory.registerBeanDefinition("module." + module, definition);
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
    // nothing to change
  }

  /** Returns the list of a type. */
  static <T> List<T> list(DefaultListableBeanFactory factory, Class<T> type) {
    return factory.getBean(Baton.class).views(type);
  }
}
