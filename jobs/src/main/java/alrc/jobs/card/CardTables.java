package alrc.jobs.card;

import alrc.jobs.report.Labels;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.Split;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of a card. */
final class CardTables {
  private static final int MOST_SHAPES = 20;

  private CardTables() {}

  /** What was found, and what became of it. */
  static String counts(Manifest manifest) {
    StringBuilder rows = new StringBuilder("<h2>Counts</h2>\n<table><tbody>\n");
    count(
        rows,
        "files found",
        manifest.files(),
        of("used", manifest.filesUsed()) + ", " + of("rejected", manifest.filesRejected()));
    count(rows, "images in them", manifest.images(), of("used", manifest.imagesUsed()));
    count(
        rows,
        "crops planned",
        manifest.crops(),
        of("examples", manifest.examples()) + ", " + of("rejected", manifest.cropsRejected()));
    for (Split split : Split.values()) {
      long examples = manifest.splits().getOrDefault(split.label(), 0L);
      count(rows, split.label() + " examples", examples, share(examples, manifest.examples()));
    }
    manifest.duplicates().entrySet().stream()
        .filter(copies -> copies.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .forEach(copies -> count(rows, "copies, " + copies.getKey(), copies.getValue(), ""));
    return rows.append("</tbody></table>\n").toString();
  }

  private static void count(StringBuilder rows, String name, long count, String parts) {
    rows.append(
        "<tr><td>%s</td><td class=\"number\">%d</td><td>%s</td></tr>\n"
            .formatted(Labels.html(name), count, Labels.html(parts)));
  }

  private static String of(String what, long count) {
    return count + " " + what;
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /** Shapes of the frames that were used. */
  static String shapes(Map<String, Long> shapes) {
    if (shapes.isEmpty()) {
      return "";
    }
    StringBuilder rows =
        new StringBuilder(
            "<h2>Shapes of the images used</h2>\n<table><thead><tr><th>height × width</th>"
                + "<th>images</th></tr></thead>\n<tbody>\n");
    shapes.entrySet().stream()
        .limit(MOST_SHAPES)
        .forEach(shape -> shape(rows, shape.getKey(), shape.getValue()));
    rows.append("</tbody></table>\n");
    if (shapes.size() > MOST_SHAPES) {
      long others = shapes.values().stream().skip(MOST_SHAPES).mapToLong(Long::longValue).sum();
      rows.append(
          "<p>%d images have one of %d other shapes.</p>\n"
              .formatted(others, shapes.size() - MOST_SHAPES));
    }
    return rows.toString();
  }

  private static void shape(StringBuilder rows, String name, long count) {
    rows.append(
        "<tr><td>%s</td><td class=\"number\">%d</td></tr>\n".formatted(Labels.html(name), count));
  }

  /** What was rejected, by reason. */
  static String rejects(List<RejectReason> reasons) {
    if (reasons.isEmpty()) {
      return "<h2>Rejects</h2>\n<p>None.</p>\n";
    }
    StringBuilder rows =
        new StringBuilder(
            "<h2>Rejects</h2>\n<table><thead><tr><th>reason</th><th>files</th><th>images</th>"
                + "<th>crops</th><th>for instance</th></tr></thead>\n<tbody>\n");
    for (RejectReason reason : reasons) {
      rows.append(
          ("<tr><td>%s</td><td class=\"number\">%d</td><td class=\"number\">%d</td>"
                  + "<td class=\"number\">%d</td><td>%s: %s</td></tr>\n")
              .formatted(
                  Labels.html(reason.reason()),
                  reason.files(),
                  reason.images(),
                  reason.crops(),
                  Labels.html(reason.source()),
                  Labels.html(reason.detail())));
    }
    return rows.append("</tbody></table>\n").toString();
  }
}
