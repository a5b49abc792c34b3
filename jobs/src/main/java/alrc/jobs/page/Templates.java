package alrc.jobs.page;

import alrc.jobs.terminal.VisibleText;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/**
 * Renders the templates of {@code src/main/jte}. The build compiles them to classes, so that no
 * compiler and no file is needed at run time. They escape every value by where it stands (element,
 * attribute); characters that nobody sees are shown as escapes.
 */
public final class Templates {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), "alrc.jobs");

  private Templates() {}

  /**
   * Returns what a template makes of its one parameter, for use inside another template.
   *
   * @param template its path below {@code src/main/jte}
   */
  public static Content content(String template, Object parameter) {
    return output -> output.writeContent(text(template, parameter));
  }

  /** Returns the HTML of some content. */
  public static String text(Content content) {
    StringOutput output = new StringOutput();
    content.writeTo(new OwaspHtmlTemplateOutput(output));
    return output.toString();
  }

  /** Returns what a template makes of its one parameter, as HTML. */
  static String text(String template, Object parameter) {
    StringOutput output = new StringOutput();
    ENGINE.render(template, parameter, output);
    return VisibleText.block(output.toString());
  }
}
