package io.baton.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import javax.security.auth.Subject;
import javax.security.auth.SubjectDomainCombiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubjectCallsTest {
  private static final Executor OTHER_THREAD = action -> Thread.ofPlatform().start(action);

  /** Calls the JDK as Karaf's {@code JaasHelper} and its shell do. */
  @SuppressWarnings("removal")
  public static final class AsInKaraf implements BiFunction<Subject, Executor, @Nullable Subject> {
    @Override
    public @Nullable Subject apply(Subject subject, Executor executor) {
      var context =
          new AccessControlContext(
              new AccessControlContext(new ProtectionDomain[0]),
              new SubjectDomainCombiner(subject));
      PrivilegedAction<@Nullable Subject> action =
          () -> {
            var found = new CompletableFuture<@Nullable Subject>();
            executor.execute(() -> found.complete(current()));
            return found.join();
          };
      return AccessController.doPrivileged(action, context);
    }

    private static @Nullable Subject current() {
      return Subject.getSubject(AccessController.getContext());
    }
  }

  @SuppressWarnings("unchecked")
  private static BiFunction<Subject, Executor, @Nullable Subject> woven() throws Exception {
    byte[] classFile = SubjectCalls.replaced(bytes(AsInKaraf.class));
    var loader =
        new ClassLoader(SubjectCallsTest.class.getClassLoader()) {
          Class<?> define() {
            return defineClass(AsInKaraf.class.getName(), classFile, 0, classFile.length);
          }
        };
    return (BiFunction<Subject, Executor, @Nullable Subject>)
        loader.define().getConstructor().newInstance();
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream(type.getName().replaceFirst(".*\\.", "") + ".class")) {
      return in.readAllBytes();
    }
  }

  @Test
  void theSubjectOfTheContextIsThatOfTheCallerAndOfTheThreadsThatItStarts() throws Exception {
    var subject = new Subject();

    assertThat(woven().apply(subject, Runnable::run)).isSameAs(subject);
    assertThat(woven().apply(subject, OTHER_THREAD)).isSameAs(subject);
  }

  @Test
  void withoutTheWeaverTheJdkRefuses() {
    assertThatThrownBy(() -> new AsInKaraf().apply(new Subject(), Runnable::run))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aClassWithoutSuchCallsStaysAsItIs() throws Exception {
    byte[] classFile = bytes(SubjectCallsTest.class);

    assertThat(SubjectCalls.replaced(classFile)).isSameAs(classFile);
  }
}
