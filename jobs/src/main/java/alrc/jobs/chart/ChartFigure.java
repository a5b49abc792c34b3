package alrc.jobs.chart;

import alrc.jobs.page.Templates;
import gg.jte.Content;

/**
 * A chart in a page: its drawing, which stands without scripts and in print, and its data, from
 * which {@link #scripts} draw one that answers the pointer.
 *
 * @param drawing what {@link ChartEngine} drew of it
 * @param json its data, as {@link ChartScript#json} writes them
 * @param file the name of the drawing's file beside the page; may be empty
 */
public record ChartFigure(ChartSvg drawing, String json, String file) {
  /** Draws a chart. */
  public static ChartFigure of(ChartEngine engine, Chart chart, String file) {
    return new ChartFigure(engine.draw(chart), ChartScript.json(chart), file);
  }

  /** A figure without a drawing, which would take long: nothing shows it but scripts. */
  public static ChartFigure live(Chart chart) {
    return new ChartFigure(ChartSvg.none(chart), ChartScript.json(chart), "");
  }

  /** The figure as HTML. */
  public Content html() {
    return Templates.content("chart/figure.jte", this);
  }

  /** What it shows, in words. */
  public String title() {
    return drawing.title();
  }

  /** What its marks mean. */
  public String caption() {
    return drawing.caption();
  }

  /** The text for those who do not see it. */
  public String words() {
    return title() + ". " + caption();
  }

  /** The drawing as an element. */
  public Content still() {
    return output -> output.writeContent(drawing.element());
  }

  /** The data, which may stand in a script element. */
  public Content data() {
    return output -> output.writeContent(json);
  }

  /** The script elements that a page with figures ends with, about 1 MB. */
  public static Content scripts() {
    String text =
        "<script>"
            + ChartScript.library()
            + "</script>\n<script>"
            + ChartScript.figures()
            + ChartScript.page()
            + "</script>\n";
    return output -> output.writeContent(text);
  }
}
