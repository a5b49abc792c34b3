package alrc.jobs.page;

import gg.jte.Content;
import java.util.List;
import java.util.Locale;

/**
 * One section of a page.
 *
 * @param title its heading, plain text
 * @param body what stands below the heading
 */
public record Section(String title, Content body) {
  /** A section of several pieces, one below the other. */
  public static Section of(String title, Content... body) {
    List<Content> pieces = List.of(body);
    return new Section(title, output -> pieces.forEach(piece -> piece.writeTo(output)));
  }

  /** Returns the fragment that the list of contents links to: letters, digits and dashes. */
  public String id() {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
