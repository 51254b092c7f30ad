package io.baton.checks.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A Markdown page.
 *
 * @param file where it is
 * @param lines its text
 * @param anchors what a link may have after {@code #}, as GitHub makes it of headings
 * @param references all links and images
 * @param blocks all fenced blocks
 */
record Page(
    Path file,
    List<String> lines,
    Set<String> anchors,
    List<Reference> references,
    List<Block> blocks) {

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

  /**
   * A link or an image.
   *
   * @param line counted from 1
   * @param target as the page has it
   */
  record Reference(int line, String target) {}

  /**
   * A fenced block.
   *
   * @param line of the opening fence, counted from 1
   * @param endLine of the closing fence
   * @param language what stands after the opening fence, or the empty text
   * @param text what is between the fences
   * @param comment the HTML comment right before the block, or the empty text
   */
  record Block(int line, int endLine, String language, String text, String comment) {}

  /** Reads a page. */
  static Page read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Node document = PARSER.parse(String.join("\n", lines));
    var content = new PageContent();
    document.accept(content);
    return new Page(file, lines, content.anchors(), content.references(), content.blocks());
  }
}
