package io.baton.otp.version;

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
    TypeArguments types = TypeArguments.server(Leases.class);

    assertThat(types.argument().type()).isEqualTo(String.class);
    assertThat(types.state().raw()).isEqualTo(Map.class);
    assertThat(types.state().argument(1).type()).isEqualTo(Count.class);
    assertThat(types.call().raw()).isEqualTo(Ask.class);
    assertThat(types.event().type()).isEqualTo(Count.class);
  }

  @Test
  void theTypeOfAReplyIsFoundThroughTheSealedInterface() {
    assertThat(TypeArguments.reply(Count.class).raw()).isEqualTo(Integer.class);
    assertThat(TypeArguments.reply(All.class).raw()).isEqualTo(List.class);
    assertThat(TypeArguments.reply(Raw.class).raw()).isEqualTo(Object.class);
    assertThat(TypeArguments.reply(Names.class).raw()).isEqualTo(String[].class);
  }
}
