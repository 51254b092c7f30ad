package io.baton.bench.library;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Objects to JSON and back. */
public final class JacksonModule extends LibraryModule {
  /**
   * Something to write.
   *
   * @param name a word
   * @param sizes numbers
   */
  public record Part(String name, List<Integer> sizes) {}

  /** Made by the framework. */
  public JacksonModule() {
    super("jackson");
  }

  /** Its buffers are its own: by default they stay with the threads that have used them. */
  @Override
  public String use() throws JsonProcessingException {
    JsonFactory factory =
        JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build();
    JsonMapper mapper = JsonMapper.builder(factory).build();
    String text = mapper.writeValueAsString(new Part("bolt", List.of(3, 4, 5)));
    return mapper.readValue(text, Part.class).name();
  }
}
