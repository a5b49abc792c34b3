package alrc.jobs.page;

import gg.jte.Content;
import java.util.List;

/**
 * A page of HTML that needs nothing outside itself: no font and no other file. Light or dark as the
 * reader's system asks, with its contents at the side, and a style for print.
 *
 * @param title plain text
 * @param lead what stands between the title and the first section
 * @param sections in their order; each title occurs once
 * @param end script elements; the page says everything without them
 */
public record Page(String title, Content lead, List<Section> sections, Content end) {
  /** Copies the sections. */
  public Page {
    sections = List.copyOf(sections);
    long distinct = sections.stream().map(Section::id).distinct().count();
    if (distinct < sections.size()) {
      throw new IllegalArgumentException("two sections of a page have the same title");
    }
  }

  /** A page without scripts. */
  public Page(String title, Content lead, List<Section> sections) {
    this(title, lead, sections, output -> {});
  }

  /** Returns the page as HTML. */
  public String html() {
    return Templates.text("page/frame.jte", this);
  }

  /** Returns its content and the list of contents, without what every version has in common. */
  public String inside() {
    return Templates.text("page/inside.jte", this);
  }
}
