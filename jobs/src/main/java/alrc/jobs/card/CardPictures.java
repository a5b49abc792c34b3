package alrc.jobs.card;

import alrc.jobs.report.Labels;
import alrc.stem.scan.ScanMask;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The pictures of a card. */
final class CardPictures {
  private CardPictures() {}

  /** Truths and scans side by side. */
  static String examples(Survey survey, long all) throws IOException {
    StringBuilder html = new StringBuilder("<h2>Truths and scans</h2>\n");
    if (survey.sample().isEmpty()) {
      return html.append("<p>There are no examples.</p>\n").toString();
    }
    html.append(
        String.format(
            Locale.ROOT,
            "<p>%d of %d examples, chosen by a hash of seed and name. Left the truth, from its"
                + " smallest value to its largest; right its scan likewise, black off the"
                + " path.</p>\n<div class=\"pairs\">\n",
            survey.sample().size(),
            all));
    for (Pictured example : survey.sample()) {
      html.append("<figure><img alt=\"truth\" src=\"")
          .append(Montage.dataUri(example.truth()))
          .append("\">\n");
      if (example.scan().isPresent()) {
        html.append("<img alt=\"scan\" src=\"")
            .append(Montage.dataUri(example.scan().get()))
            .append("\">\n");
      }
      html.append(
          "<figcaption>%s<br>%s</figcaption></figure>\n"
              .formatted(Labels.html(example.id()), example.split().label()));
    }
    return html.append("</div>\n").toString();
  }

  /** Scan paths and what they cover. */
  static String paths(List<ScanMask> masks) throws IOException {
    StringBuilder html = new StringBuilder("<h2>Scan paths</h2>\n");
    for (ScanMask mask : masks) {
      html.append("<div class=\"path\"><img alt=\"scan path\" src=\"")
          .append(Montage.dataUri(Pictured.of(mask)))
          .append("\">\n")
          .append(
              String.format(
                  Locale.ROOT,
                  """
                  <table><tbody>
                  <tr><td>name</td><td><code>%s</code></td></tr>
                  <tr><td>path</td><td><code>%s</code></td></tr>
                  <tr><td>size</td><td>%d × %d</td></tr>
                  <tr><td>nominal coverage</td><td>%.4f</td></tr>
                  <tr><td>measured: mean weight</td><td>%.4f</td></tr>
                  <tr><td>measured: pixels of weight over 0</td><td>%.4f</td></tr>
                  </tbody></table></div>
                  """,
                  Labels.html(mask.id()),
                  Labels.html(mask.pathJson()),
                  mask.height(),
                  mask.width(),
                  mask.nominalCoverage(),
                  mask.measuredMean(),
                  mask.measuredSelected()));
    }
    return masks.isEmpty() ? html.append("<p>None.</p>\n").toString() : html.toString();
  }

  /** Histograms of what the crops' stored values span. */
  static String rawValues(Survey survey) {
    StringBuilder html = new StringBuilder("<h2>Raw values</h2>\n");
    html.append(
        String.format(
            Locale.ROOT,
            "<p>Per crop, as stored in the micrographs, before any rescaling. Ranges of %d examples"
                + " in %d of %d parts; %d of them %s blank. Means of %d of these, from their truths:"
                + " the smallest and the largest value of a truth stand for those of its crop, so a"
                + " step that clips or blurs shifts the mean.</p>\n<div class=\"charts\">\n",
            survey.examples(),
            survey.partsRead(),
            survey.parts(),
            survey.blank(),
            survey.blank() == 1 ? "is" : "are",
            survey.measured()));
    html.append(HistogramSvg.draw("raw range: maximum − minimum", survey.ranges()));
    html.append(HistogramSvg.draw("raw mean", survey.means()));
    html.append("</div>\n");
    html.append(leftOut("Ranges", survey.ranges())).append(leftOut("Means", survey.means()));
    return html.toString();
  }

  private static String leftOut(String what, Histogram histogram) {
    return histogram.leftOut() == 0
        ? ""
        : "<p>%s without a place on their axis: %d.</p>\n".formatted(what, histogram.leftOut());
  }
}
