package io.baton.spring;

import io.baton.embedded.Baton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.AutowireCandidateResolver;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * Injects lists that follow modules. By itself Spring collects the beans that there are when it
 * injects a list, once. Everything else is the business of the resolver that was there before.
 */
final class ModuleLists implements AutowireCandidateResolver {
  private final AutowireCandidateResolver next;
  private final DefaultListableBeanFactory factory;
  private final Set<Class<?>> types;

  /**
   * Resolves lists of some interfaces.
   *
   * @param next resolves the rest
   */
  ModuleLists(
      AutowireCandidateResolver next, DefaultListableBeanFactory factory, Set<Class<?>> types) {
    this.next = next;
    this.factory = factory;
    this.types = types;
  }

  @Override
  public @Nullable Object getLazyResolutionProxyIfNecessary(
      DependencyDescriptor descriptor, @Nullable String beanName) {
    ResolvableType wanted = descriptor.getResolvableType();
    Class<?> collection = wanted.resolve();
    Class<?> element = wanted.getGeneric(0).resolve();
    boolean isList = List.class.equals(collection) || Collection.class.equals(collection);
    if (!isList || element == null || !types.contains(element)) {
      return next.getLazyResolutionProxyIfNecessary(descriptor, beanName);
    }
    if (beanName != null) {
      for (String baton : factory.getBeanNamesForType(Baton.class)) {
        factory.registerDependentBean(baton, beanName);
      }
    }
    return ModuleViews.list(factory, element);
  }

  @Override
  public @Nullable Class<?> getLazyResolutionProxyClass(
      DependencyDescriptor descriptor, @Nullable String beanName) {
    return next.getLazyResolutionProxyClass(descriptor, beanName);
  }

  @Override
  public boolean isAutowireCandidate(BeanDefinitionHolder holder, DependencyDescriptor descriptor) {
    return next.isAutowireCandidate(holder, descriptor);
  }

  @Override
  public boolean isRequired(DependencyDescriptor descriptor) {
    return next.isRequired(descriptor);
  }

  @Override
  public boolean hasQualifier(DependencyDescriptor descriptor) {
    return next.hasQualifier(descriptor);
  }

  @Override
  public @Nullable String getSuggestedName(DependencyDescriptor descriptor) {
    return next.getSuggestedName(descriptor);
  }

  @Override
  public @Nullable Object getSuggestedValue(DependencyDescriptor descriptor) {
    return next.getSuggestedValue(descriptor);
  }

  @Override
  public AutowireCandidateResolver cloneIfNecessary() {
    return new ModuleLists(next.cloneIfNecessary(), factory, types);
  }
}
