package io.baton.testing;

import io.baton.embedded.Baton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a test for each released version, up and down. */
final class UpgradeInvocations implements TestTemplateInvocationContextProvider {
  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), UpgradeFrom.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    UpgradeFrom annotation =
        AnnotationSupport.findAnnotation(context.getTestMethod(), UpgradeFrom.class).orElseThrow();
    if (annotation.value().length == 0) {
      throw new IllegalArgumentException("@UpgradeFrom names no version; name at least one");
    }
    return Arrays.stream(annotation.value())
        .flatMap(version -> Stream.of(new Direction(version, true), new Direction(version, false)));
  }

  /** One run of the test. What is missing fails it, and none of the others. */
  private record Direction(String released, boolean isUp)
      implements TestTemplateInvocationContext, BeforeEachCallback, ParameterResolver {
    @Override
    public String getDisplayName(int index) {
      return isUp ? "up, %s -> built".formatted(released) : "down, built -> %s".formatted(released);
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
      Releases.version(released);
      ModuleJar.ofProject();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Upgrade.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      Baton baton = RunningBaton.of(context).started(BatonExtension.shared(context));
      ModuleJar built = ModuleJar.ofProject();
      ModuleJar other = Releases.version(released);
      return isUp
          ? new Upgrade(new Modules(baton), other, built)
          : new Upgrade(new Modules(baton), built, other);
    }
  }
}
