package io.baton.checks.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {
  @TempDir Path root;

  private List<String> problems(String page) throws IOException {
    Files.writeString(root.resolve("page.md"), page);
    return Main.problems(root).stream().map(problem -> problem.below(root).toString()).toList();
  }

  @Test
  void linksToFilesAndHeadingsAreAccepted() throws IOException {
    Files.createDirectory(root.resolve("docs"));
    Files.writeString(
        root.resolve("docs/other.md"), "# Two words, and `code`: it's so\n\n# A\n# A\n");

    List<String> problems =
        problems(
            """
            # Über uns
            [folder](docs) [page](docs/other.md) [own](#über-uns) [web](https://example.org/a#b)
            [code](docs/other.md#two-words-and-code-its-so)

            | [second](docs/other.md#a-1) | ![page](docs/other.md) |

            ```
            [not a link](nowhere.md)
            ```
            """);

    assertThat(problems).isEmpty();
  }

  @Test
  void linksThatLeadNowhereAreNamedWithTheirLine() throws IOException {
    Files.writeString(root.resolve("text.txt"), "text");

    List<String> problems =
        problems(
            """
            # One
            [gone](gone.md)
            ![gone](images/gone.svg)

            [anchor](#two) and
            [text](text.txt#l1)
            [outside](../x.md) [built](a/target/x.md)
            [web](https:///nohost) [mail](mailto:a@example.org)
            """);

    assertThat(problems)
        .containsExactly(
            "page.md:2: link to gone.md: expected a file, found none",
            "page.md:3: link to images/gone.svg: expected a file, found none",
            "page.md:5: link to #two: expected an anchor of [one], found two",
            "page.md:6: link to text.txt#l1: expected an anchor in a Markdown page, found another"
                + " file",
            "page.md:7: link to ../x.md: expected a file of the repository, found one outside of"
                + " it",
            "page.md:7: link to a/target/x.md: expected a file of the repository, found one that"
                + " the build makes",
            "page.md:8: link to https:///nohost: expected a host, found none",
            "page.md:8: link to mailto:a@example.org: expected the scheme http or https, found"
                + " mailto");
  }
}
