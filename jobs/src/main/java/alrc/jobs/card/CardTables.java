package alrc.jobs.card;

import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of a card. */
final class CardTables {
  private static final int MOST_SHAPES = 20;

  private CardTables() {}

  /** What was found, and what became of it. */
  static Table counts(Manifest manifest) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        row(
            "files found",
            manifest.files(),
            manifest.filesUsed() + " used, " + manifest.filesRejected() + " rejected"));
    rows.add(row("images in them", manifest.images(), manifest.imagesUsed() + " used"));
    rows.add(
        row(
            "crops planned",
            manifest.crops(),
            manifest.examples() + " examples, " + manifest.cropsRejected() + " rejected"));
    for (Split split : Split.values()) {
      long examples = manifest.splits().getOrDefault(split.label(), 0L);
      rows.add(row(split.label() + " examples", examples, share(examples, manifest.examples())));
    }
    manifest.duplicates().entrySet().stream()
        .filter(copies -> copies.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .forEach(copies -> rows.add(row("copies, " + copies.getKey(), copies.getValue(), "")));
    return new Table(
        "What was found and what became of it",
        List.of(
            TableColumn.name("what"), TableColumn.number("count"), TableColumn.text("of these")),
        rows);
  }

  private static List<String> row(String name, long count, String parts) {
    return List.of(name, String.valueOf(count), parts);
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /** Shapes of the frames that were used. */
  static Table shapes(Map<String, Long> shapes) {
    List<List<String>> rows = new ArrayList<>();
    shapes.entrySet().stream()
        .limit(MOST_SHAPES)
        .forEach(shape -> rows.add(List.of(shape.getKey(), String.valueOf(shape.getValue()))));
    if (shapes.size() > MOST_SHAPES) {
      long others = shapes.values().stream().skip(MOST_SHAPES).mapToLong(Long::longValue).sum();
      rows.add(List.of((shapes.size() - MOST_SHAPES) + " other shapes", String.valueOf(others)));
    }
    return new Table(
        "Images that gave examples, by shape in pixels",
        List.of(TableColumn.name("height × width"), TableColumn.number("images")),
        rows);
  }

  /** What was rejected, by reason. */
  static Table rejects(List<RejectReason> reasons) {
    List<TableColumn> columns =
        List.of(
            TableColumn.name("reason"),
            TableColumn.number("files"),
            TableColumn.number("images"),
            TableColumn.number("crops"),
            TableColumn.text("for example"),
            TableColumn.text("detail of this example"));
    return new Table(
        "Rejected files, images and crops, by reason; the full list is in rejects.parquet",
        columns,
        reasons.stream()
            .map(
                reason ->
                    List.of(
                        reason.reason(),
                        String.valueOf(reason.files()),
                        String.valueOf(reason.images()),
                        String.valueOf(reason.crops()),
                        reason.source(),
                        reason.detail()))
            .toList());
  }
}
