package alrc.jobs.chart;

import alrc.jobs.terminal.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart as SVG, of one column's width, 85 mm.
 *
 * @param title what it shows, in words
 * @param caption what its marks mean, in sentences
 * @param attributes of the {@code svg} element: its name spaces
 * @param content inside of the {@code svg} element
 * @param height in units, of which {@link #WIDTH} are the width
 */
public record ChartSvg(
    String title, String caption, String attributes, String content, int height) {
  /** In units of the drawing, which are points of a screen. */
  static final int WIDTH = 321;

  private static final double COLUMN_MM = 85;
  private static final int LINE = 10;
  private static final int LETTERS = 86;

  /** The title and caption of a chart that is not drawn. */
  static ChartSvg none(Chart chart) {
    return new ChartSvg(
        VisibleText.line(chart.title()), VisibleText.line(chart.caption()), "", "", 0);
  }

  /** The document for a paper, with its caption below it. */
  public String file() {
    List<String> lines = lines(caption);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "<text x=\"8\" y=\"%d\" fill=\"#333\""
                  + " style=\"font-size:8px;font-family:Helvetica, Arial, sans-serif\">%s</text>\n",
              height + LINE * (i + 1),
              escaped(lines.get(i))));
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + framed(height + LINE * lines.size() + 4, text.toString());
  }

  /** The element for a page, which has the caption as text of its own; empty if not drawn. */
  public String element() {
    return height == 0 ? "" : framed(height, "");
  }

  /** Several drawings, one below the other, as a document. */
  public static String stacked(String title, List<ChartSvg> drawings) {
    StringBuilder content = new StringBuilder();
    int top = 0;
    for (ChartSvg drawing : drawings) {
      String file = drawing.file();
      String element = file.substring(file.indexOf("<svg"));
      content.append(String.format(Locale.ROOT, "<g transform=\"translate(0 %d)\">", top));
      content.append(nested(element)).append("</g>\n");
      top += drawing.height() + LINE * lines(drawing.caption()).size() + 16;
    }
    String names = drawings.isEmpty() ? "" : drawings.get(0).attributes();
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + new ChartSvg(title, "", names, content.toString(), Math.max(top, 1)).element();
  }

  /** The same element in units of the drawing around it. */
  private static String nested(String element) {
    return element.replaceFirst(
        "<svg width=\"[^\"]*\" height=\"[^\"]*\" viewBox=\"0 0 (\\d+) (\\d+)\"",
        "<svg width=\"$1\" height=\"$2\" viewBox=\"0 0 $1 $2\"");
  }

  private String framed(int size, String below) {
    return String.format(
            Locale.ROOT,
            """
            <svg width="%.1fmm" height="%.1fmm" viewBox="0 0 %d %d" role="img"%s>
            <title>%s</title>
            """,
            COLUMN_MM,
            COLUMN_MM * size / WIDTH,
            WIDTH,
            size,
            attributes,
            escaped(title))
        + content
        + below
        + "</svg>\n";
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > LETTERS) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
