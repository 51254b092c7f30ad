package io.baton.otp;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.server.Call;
import io.baton.api.server.CastServer;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a module has declared, however it has declared it. */
class TypeArgumentsTest {
  private sealed interface Ask<R> extends Call<R> {}

  private record Count() implements Ask<Integer> {}

  private record All<T>() implements Ask<List<T>> {}

  private record Raw<T>() implements Ask<T> {}

  private record Names() implements Ask<String[]> {}

  private abstract static class Base<S, K> implements CastServer<String, S, Ask<?>, K> {}

  private static final class Leases extends Base<Map<Integer, Count>, Count> {
    @Override
    public Init<Map<Integer, Count>> init(String argument) {
      return Init.ignore();
    }

    @Override
    public Handled<Map<Integer, Count>> handleCall(
        Ask<?> call, From from, Map<Integer, Count> state) {
      return Handled.noReply(state);
    }

    @Override
    public Handled<Map<Integer, Count>> handleCast(Count cast, Map<Integer, Count> state) {
      return Handled.noReply(state);
    }
  }

  @Test
  void theTypesOfAServerAreFoundThroughItsSuperclass() {
    assertThat(TypeArguments.server(Leases.class))
        .isEqualTo(new TypeArguments.ServerTypes(String.class, Map.class, Ask.class, Count.class));
  }

  @Test
  void theTypeOfAReplyIsFoundThroughTheSealedInterface() {
    assertThat(TypeArguments.reply(Count.class)).isEqualTo(Integer.class);
    assertThat(TypeArguments.reply(All.class)).isEqualTo(List.class);
    assertThat(TypeArguments.reply(Raw.class)).isEqualTo(Object.class);
    assertThat(TypeArguments.reply(Names.class)).isEqualTo(String[].class);
  }
}
