package io.baton.checks.pages;

import io.baton.checks.pages.Page.Block;
import io.baton.checks.pages.Page.Reference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** Collects what is checked of a page from its syntax tree. */
final class PageContent extends AbstractVisitor {
  private final Set<String> anchors = new LinkedHashSet<>();
  private final List<Reference> references = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();

  Set<String> anchors() {
    return anchors;
  }

  List<Reference> references() {
    return references;
  }

  List<Block> blocks() {
    return blocks;
  }

  @Override
  public void visit(Heading heading) {
    String anchor = anchor(text(heading));
    String unique = anchor;
    for (int i = 1; !anchors.add(unique); i++) {
      unique = anchor + "-" + i;
    }
    visitChildren(heading);
  }

  /** Returns the anchor of a heading, as GitHub makes it. */
  static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
        .replace(' ', '-');
  }

  private static String text(Node node) {
    var text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }
        });
    return text.toString();
  }

  @Override
  public void visit(Link link) {
    references.add(new Reference(line(link), link.getDestination()));
    visitChildren(link);
  }

  @Override
  public void visit(Image image) {
    references.add(new Reference(line(image), image.getDestination()));
    visitChildren(image);
  }

  @Override
  public void visit(FencedCodeBlock block) {
    String comment = block.getPrevious() instanceof HtmlBlock html ? html.getLiteral().strip() : "";
    blocks.add(
        new Block(
            line(block),
            block.getSourceSpans().getLast().getLineIndex() + 1,
            block.getInfo(),
            block.getLiteral(),
            comment));
  }

  private static int line(Node node) {
    return node.getSourceSpans().getFirst().getLineIndex() + 1;
  }
}
