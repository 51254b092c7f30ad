package io.baton.compiler.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {
  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static List<String> names(Path source) {
    SourceReader.Read read = SourceReader.read(source);
    assertThat(read).isInstanceOf(SourceReader.Read.Found.class);
    return ((SourceReader.Read.Found) read).texts().stream().map(SourceText::name).toList();
  }

  private static String refusal(Path source) {
    SourceReader.Read read = SourceReader.read(source);
    assertThat(read).isInstanceOf(SourceReader.Read.Unreadable.class);
    return ((SourceReader.Read.Unreadable) read).why();
  }

  @Test
  void fileMayHaveAnyName() throws IOException {
    assertThat(names(write("code_reload.java", "class A {}"))).containsExactly("code_reload.java");
  }

  @Test
  void folderIsReadWithAllBelowIt() throws IOException {
    write("b/B.java", "");
    write("A.java", "");
    write("notes.txt", "");
    write(".git/C.java", "");
    write("module-info.java", "");

    assertThat(names(folder)).containsExactly("A.java", "b/B.java");
  }

  @Test
  void projectIsReadWithoutItsTests() throws IOException {
    write("src/main/java/com/A.java", "");
    write("src/test/java/com/ATest.java", "");

    assertThat(names(folder)).containsExactly("com/A.java");
  }

  @Test
  void linksInAFolderAreNotFollowed() throws IOException {
    write("in/A.java", "");
    Files.createSymbolicLink(folder.resolve("in/B.java"), write("out/B.java", ""));
    Files.createSymbolicLink(folder.resolve("in/circle"), folder.resolve("in"));

    assertThat(names(folder.resolve("in"))).containsExactly("A.java");
  }

  @Test
  void whatIsNoSourceIsRefusedWithTheReason() throws IOException {
    Path binary = folder.resolve("binary.java");
    Files.write(binary, new byte[] {(byte) 0xC3, (byte) 0x28});

    assertThat(refusal(folder.resolve("nosuch.java"))).isEqualTo("there is no such file");
    assertThat(refusal(Files.createDirectory(folder.resolve("empty"))))
        .isEqualTo("there is no Java file in it");
    assertThat(refusal(binary)).contains("binary.java is not a text in UTF-8");
    assertThat(refusal(Path.of("/dev/null"))).contains("neither a file nor a folder");
  }

  @Test
  void sizeOfSourcesIsBounded() throws IOException {
    Path large = write("large.java", " ".repeat(SourceReader.LARGEST));

    assertThat(names(large)).hasSize(1);
    write("small.java", "class A {}");
    assertThat(refusal(folder)).contains("more than 16,777,216 bytes");
  }
}
