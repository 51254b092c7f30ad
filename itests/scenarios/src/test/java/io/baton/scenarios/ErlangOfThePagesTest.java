package io.baton.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module in docs/erlang.md is upgraded in an Erlang as the page upgrades it in Baton. */
class ErlangOfThePagesTest {
  private static final Path STOCK = Path.of("../../docs/snippets/src/main/erlang/stock.erl");

  private static final String UPGRADE =
      """
      {ok, stock} = c:c(stock),
      stock:start(),
      A = stock:take("pears"),
      {ok, Source} = file:read_file("stock.erl"),
      ok = file:write_file("stock.erl", string:replace(Source, "- 1,", "- 2,")),
      {ok, stock} = c:c(stock),
      B = stock:take("pears"),
      C = stock:take("pears"),
      io:format("~p ~p ~p", [A, B, C]),
      halt().
      """;

  @Test
  void theFirstMessageAfterTheLoadIsForTheVersionThatWaited(@TempDir Path folder) throws Exception {
    assumeTrue(Erlang.isHere(), "no Erlang here");
    Files.copy(STOCK, folder.resolve("stock.erl"));

    Process erlang =
        new ProcessBuilder("erl", "-noshell", "-eval", UPGRADE)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(erlang.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(printed).isEqualTo("2 1 -1");
  }
}
