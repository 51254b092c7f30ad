package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** Larger libraries than those of {@link LibrariesIT}; run by {@code itests/libraries/use}. */
public class MoreLibraries extends LibraryTest {
  @Test
  public void commonsLang3() throws Exception {
    lives(
        new Program(
            "lang3",
            List.of("commons-lang3"),
            """
            return org.apache.commons.lang3.StringUtils.leftPad("7", 3, '0')
                + new org.apache.commons.lang3.text.StrSubstitutor(Map.of("a", "b")).replace("-${a}");
            """),
        "007-b");
  }

  @Test
  public void log4j1() throws Exception {
    lives(
        new Program(
            "log4j1",
            List.of("log4j-1.2"),
            """
            var text = new java.io.StringWriter();
            var logger = org.apache.log4j.Logger.getLogger("io.baton." + Thread.currentThread().threadId());
            logger.setAdditivity(false);
            logger.removeAllAppenders();
            logger.addAppender(new org.apache.log4j.WriterAppender(new org.apache.log4j.PatternLayout("%p %m"), text));
            logger.warn("careful");
            return text.toString();
            """,
            "org.apache.log4j.LogManager.shutdown();"),
        "WARN careful");
  }

  @Test
  public void guava() throws Exception {
    lives(
        new Program(
            "guava",
            List.of("guava-", "failureaccess"),
            """
            var multimap = com.google.common.collect.ImmutableListMultimap.of("a", 1, "a", 2, "b", 3);
            var cache = com.google.common.cache.CacheBuilder.newBuilder().maximumSize(2)
                .build(com.google.common.cache.CacheLoader.from((String key) -> key.length()));
            return multimap + " " + cache.get("four") + com.google.common.hash.Hashing.crc32().hashInt(7);
            """),
        "{a=[1, 2], b=[3]} 4a5e793bc");
  }

  @Test
  public void jackson() throws Exception {
    lives(
        new Program(
            "jackson",
            List.of("jackson-core", "jackson-annotations", "jackson-databind"),
            """
            record Point(int x, List<String> names) {}
            // by default it keeps buffers in the threads that call, softly: the version goes when memory is short
            var mapper = com.fasterxml.jackson.databind.json.JsonMapper.builder(
                com.fasterxml.jackson.core.JsonFactory.builder()
                    .recyclerPool(com.fasterxml.jackson.core.util.JsonRecyclerPools.newConcurrentDequePool())
                    .build())
                .build();
            var point = mapper.readValue("{\\"x\\":3,\\"names\\":[\\"a\\"]}", Point.class);
            return mapper.writeValueAsString(Map.of("point", point)) + point.names();
            """),
        "{\"point\":{\"x\":3,\"names\":[\"a\"]}}[a]");
  }

  @Test
  public void h2() throws Exception {
    lives(
        new Program(
            "h2",
            List.of("h2-"),
            """
            try (var connection = new org.h2.Driver().connect("jdbc:h2:mem:", new Properties());
                var statement = connection.createStatement()) {
              statement.execute("create table t(id int primary key, name varchar)");
              for (int i = 0; i < 20; i++) statement.execute("insert into t values(" + i + ", 'n" + i % 3 + "')");
              var rows = statement.executeQuery("select name, count(*) c from t group by name order by name");
              var text = "";
              while (rows.next()) text += rows.getString(1) + rows.getInt(2);
              return text;
            }
            """,
            "org.h2.Driver.unload();"),
        "n07n17n26");
  }

  @Test
  public void netty() throws Exception {
    lives(
        new Program(
            "netty",
            List.of(
                "netty-common",
                "netty-buffer",
                "netty-transport-4",
                "netty-resolver-4",
                "netty-codec-4",
                "netty-handler-4"),
            """
            var channel = new io.netty.channel.embedded.EmbeddedChannel(
                new io.netty.handler.codec.LineBasedFrameDecoder(80),
                new io.netty.handler.codec.string.StringDecoder());
            try {
              channel.writeInbound(io.netty.buffer.Unpooled.copiedBuffer("one\\ntwo\\n", java.nio.charset.StandardCharsets.UTF_8));
              String text = channel.readInbound() + "," + channel.readInbound();
              channel.finishAndReleaseAll();
              return text;
            } finally {
              // it keeps variables in the threads that call
              io.netty.util.concurrent.FastThreadLocal.removeAll();
            }
            """),
        "one,two");
  }

  @Test
  public void lucene() throws Exception {
    lives(
        new Program(
            "lucene",
            List.of("lucene-core"),
            """
            try (var folder = new org.apache.lucene.store.ByteBuffersDirectory()) {
              try (var writer = new org.apache.lucene.index.IndexWriter(folder, new org.apache.lucene.index.IndexWriterConfig())) {
                for (String text : List.of("hot code", "cold code", "tea")) {
                  var document = new org.apache.lucene.document.Document();
                  document.add(new org.apache.lucene.document.TextField("text", text, org.apache.lucene.document.Field.Store.YES));
                  writer.addDocument(document);
                }
              }
              try (var reader = org.apache.lucene.index.DirectoryReader.open(folder)) {
                var searcher = new org.apache.lucene.search.IndexSearcher(reader);
                return "" + searcher.count(new org.apache.lucene.search.TermQuery(new org.apache.lucene.index.Term("text", "code")));
              }
            }
            """),
        "2");
  }

  @Test
  public void kotlin() throws Exception {
    lives(
        new Program(
            "kotlin",
            List.of("kotlin-stdlib-2"),
            """
            var words = kotlin.text.StringsKt.split("b,a,c", new String[] {","}, false, 0);
            return kotlin.collections.CollectionsKt.sorted(words) + kotlin.text.StringsKt.reversed("xy").toString()
                + kotlin.collections.CollectionsKt.sumOfInt(kotlin.ranges.RangesKt.until(0, 5));
            """),
        "[a, b, c]yx10");
  }

  /** Promise 10: what the compiler of Kotlin makes of data classes. */
  @Test
  public void kotlinDataClasses() throws Exception {
    load(
        stateInKotlin(
            "1.0.0",
            """
            data class State(val count: Int, val seen: List<Event>, @MayDrop val spare: String? = null)
            """));
    Pid process = code.qualified("kotlinstate", Starting.class).start(self());
    send(process, "a");
    String empty = await(String.class);
    load(
        stateInKotlin(
            "2.0.0",
            """
            data class State(
                val seen: List<Event>, val count: Long, val label: String = "new $count",
                @Default("7") val number: Int)
            """));
    send(process, "b");
    String before = await(String.class);
    send(process, "stop");
    String after = await(String.class);
    send(process, "c");
    String last = await(String.class);

    assertThat(empty).isEqualTo("State(count=0, seen=[], spare=null)");
    assertThat(before).isEqualTo("State(count=1, seen=[Text(body=a)], spare=null)");
    assertThat(after)
        .isEqualTo("State(seen=[Text(body=a), Text(body=b)], count=2, label=new 2, number=7)");
    assertThat(last)
        .isEqualTo(
            "State(seen=[Text(body=a), Text(body=b), Stop], count=3, label=new 2, number=7)");
    softPurgeAsSoonAsUnused("kotlinstate");
  }

  private interface Starting {
    Pid start(Pid reader);
  }

  private TestBundle stateInKotlin(String version, String state) throws Exception {
    Path classes =
        KotlinSources.compiled(
            "state-" + version,
            """
            package io.baton.itests.kotlinstate
            import io.baton.api.handover.*

            %s
            sealed class Event
            data class Text(val body: String) : Event()
            data object Stop : Event()
            fun State.plus(text: String) =
                copy(count = count + 1, seen = seen + if (text == "stop") Stop else Text(text))
            fun first() = State(count = 0, seen = listOf()%s)
            """
                .formatted(state, version.startsWith("1") ? "" : ", number = 1"),
            work());
    return new TestModule("kotlinstate", version)
        .functions("Pid start(Pid reader); Next loop(State state, Pid reader);")
        .members(
            """
            public Pid start(Pid reader) { return spawn(module.loop(%s.first(), reader)); }

            public Next loop(State state, Pid reader) {
              String text = receive(String.class);
              send(reader, state.toString());
              return module.loop(%s.plus(state, text), reader);
            }
            """
                .replace("%s", "State_" + version.replace('.', '_') + "Kt"))
        .bundle()
        .embedding(found("kotlin-stdlib-2").toList())
        .unpacking(classes);
  }

  @Test
  public void clojure() throws Exception {
    lives(
        new Program(
            "clojure",
            List.of("clojure-1", "spec.alpha", "core.specs.alpha"),
            """
            // it keeps variables in the threads that call
            var result = new CompletableFuture<Object>();
            var thread = Thread.ofPlatform().unstarted(() -> {
              try {
                var eval = clojure.java.api.Clojure.var("clojure.core", "eval");
                result.complete(eval.invoke(clojure.java.api.Clojure.read("(reduce + (map (fn [x] (* x x)) (range 5)))")));
              } catch (Throwable e) { result.completeExceptionally(e); }
            });
            thread.setContextClassLoader(Impl.class.getClassLoader());
            thread.start();
            thread.join();
            return "" + result.get();
            """,
            "clojure.lang.Agent.shutdown();"),
        "30");
  }

  @Test
  public void groovy() throws Exception {
    lives(
        new Program(
            "groovy",
            List.of("groovy-4"),
            """
            // Groovy looks at beans, which the JDK keeps for each group of threads
            try {
              return "" + new groovy.lang.GroovyShell(Impl.class.getClassLoader()).evaluate("(1..4).collect { it * it }.sum()");
            } finally {
              java.beans.Introspector.flushCaches();
            }
            """,
            """
            for (var info : org.codehaus.groovy.reflection.ClassInfo.getAllClassInfo()) {
              org.codehaus.groovy.reflection.ClassInfo.remove(info.getTheClass());
            }
            java.beans.Introspector.flushCaches();
            """),
        "30");
  }

  @Test
  public void protobuf() throws Exception {
    lives(
        new Program(
            "protobuf",
            List.of("protobuf-java"),
            """
            var value = com.google.protobuf.Struct.newBuilder()
                .putFields("a", com.google.protobuf.Value.newBuilder().setNumberValue(2).build()).build();
            return com.google.protobuf.Struct.parseFrom(value.toByteArray()).getFieldsOrThrow("a").getNumberValue() + "";
            """),
        "2.0");
  }
}
