package io.baton.api.code;

import io.baton.api.process.RuntimeHolder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runtime that {@link Fun} forwards to. The contract of each method is that of its namesake there.
 */
@ProviderType
@SuppressWarnings("doclint:missing")
public interface FunRuntime {
  /** Holds the runtime that is active. */
  RuntimeHolder<FunRuntime> HOLDER = new RuntimeHolder<>("code server", "code");

  /** {@link Fun#call(Object...)}. */
  @Nullable Object call(Fun fun, List<? extends @Nullable Object> arguments);

  /** {@link Fun#call(Class, List)}. */
  <T> @Nullable T call(Fun fun, Class<T> result, List<? extends @Nullable Object> arguments);

  /** {@link Fun#as(Class)}. */
  <I> I as(Fun fun, Class<I> type);
}
