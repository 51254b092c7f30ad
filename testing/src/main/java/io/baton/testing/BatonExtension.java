package io.baton.testing;

import io.baton.embedded.Baton;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives tests a Baton, and takes from it after each what the test has loaded. */
final class BatonExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final String API = "io.baton.api.";

  @Override
  public void beforeEach(ExtensionContext context) {
    RunningBaton.of(context).started(shared(context));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    RunningBaton.of(context).clean();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Baton.class
        || type == Modules.class
        || (type.isInterface()
            && (type.getName().startsWith(API)
                || shared(context).stream()
                    .anyMatch(name -> type.getPackageName().equals(name.split(";", 2)[0]))));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Baton baton = RunningBaton.of(context).started(shared(context));
    Class<?> type = parameter.getParameter().getType();
    if (type == Baton.class) {
      return baton;
    }
    return type == Modules.class ? new Modules(baton) : baton.service(type);
  }

  /** Returns the packages that the class of the test shares. */
  static Set<String> shared(ExtensionContext context) {
    return new TreeSet<>(
        AnnotationSupport.findAnnotation(context.getTestClass(), BatonTest.class)
            .map(annotation -> List.of(annotation.shared()))
            .orElse(List.of()));
  }
}
