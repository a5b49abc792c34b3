package alrc.jobs.complete;

import alrc.jobs.card.Montage;
import alrc.jobs.card.Preview;
import alrc.jobs.complete.picture.ErrorMap;
import alrc.jobs.complete.picture.ScanPlace;
import alrc.jobs.storage.Storage;
import alrc.stem.baseline.Baselines;
import alrc.stem.parquet.Row;
import alrc.stem.parquet.RowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.hadoop.ParquetReader;

/** Pictures of completions: truth, scan, completion and error. */
final class CompletionGallery {
  static final String WORDS =
      "From left to right: the blurred truth; the scan, black where nothing was scanned; the best"
          + " baseline's completion and the model's, in the grey levels of the truth; the model's"
          + " error, red where its completion is too bright and blue where it is too dark.";

  /** Larger images are shown without the baseline's completion, which takes too long to make. */
  private static final int MOST_BASELINE_PIXELS = 1 << 20;

  private final Storage storage;
  private final ScanSet scans;
  private final Map<String, ChunkFacts> done;

  CompletionGallery(Storage storage, ScanSet scans, Map<String, ChunkFacts> done) {
    this.storage = storage;
    this.scans = scans;
    this.done = done;
  }

  /**
   * A completion as the page shows it.
   *
   * @param source the file's name
   * @param caption figures in words
   * @param pictures what each is, and its data URI
   */
  record Picture(String source, String caption, Map<String, String> pictures) {}

  /**
   * Some completions.
   *
   * @param words above them
   */
  record Shown(String words, List<Picture> pictures) {
    Shown {
      pictures = List.copyOf(pictures);
    }
  }

  /** Reads and draws completions. */
  Shown of(String words, List<Scoreboard.Placed> placed) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    for (Scoreboard.Placed one : placed) {
      Optional<Row> row = row(one);
      if (row.isPresent()) {
        pictures.add(picture(one, row.get()));
      }
    }
    return new Shown(words, pictures);
  }

  private Optional<Row> row(Scoreboard.Placed placed) throws IOException {
    try (ParquetReader<Row> rows = RowReader.open(storage.input(placed.file()), Set.of())) {
      for (Row row = rows.read(); row != null; row = rows.read()) {
        if (row.text("example_id").equals(placed.scored().id())) {
          return Optional.of(row);
        }
      }
    }
    return Optional.empty();
  }

  private Picture picture(Scoreboard.Placed placed, Row row) throws IOException {
    int height = row.integer("height");
    int width = row.integer("width");
    float[] completion = CompletionColumns.floats(row.bytes(CompletionColumns.COMPLETION));
    boolean known = row.has(CompletionColumns.TARGET);
    float[] target =
        known ? CompletionColumns.floats(row.bytes(CompletionColumns.TARGET)) : completion;
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : target) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    Map<String, String> pictures = new java.util.LinkedHashMap<>();
    if (known) {
      pictures.put(
          "Truth", Montage.dataUri(Preview.of(target, height, width, i -> true, low, high)));
    }
    Optional<PartialExample> scan = scan(placed);
    if (scan.isPresent()) {
      pictures.put("Scan", scanned(scan.get()));
      if (placed.scored().baseline() != null && height * width <= MOST_BASELINE_PIXELS) {
        float[] other = scan.get().completion(Baselines.named(placed.scored().baseline()));
        pictures.put(
            "Best baseline",
            Montage.dataUri(Preview.of(other, height, width, i -> true, low, high)));
      }
    }
    pictures.put(
        "Completion", Montage.dataUri(Preview.of(completion, height, width, i -> true, low, high)));
    double largest = known ? ErrorMap.scale(target, completion) : 0;
    if (known) {
      pictures.put("Error", Montage.dataUri(ErrorMap.of(target, completion, height, width)));
    }
    return new Picture(placed.scored().source(), caption(placed.scored(), row, largest), pictures);
  }

  private static String scanned(PartialExample example) throws IOException {
    float[] weights = example.mask().weights();
    float[] values = example.input();
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int pixel : example.mask().selected()) {
      low = Math.min(low, values[pixel]);
      high = Math.max(high, values[pixel]);
    }
    return Montage.dataUri(
        Preview.of(
            values,
            example.mask().height(),
            example.mask().width(),
            i -> weights[i] > 0,
            low,
            high));
  }

  /** Reads a scan again; empty where the data have changed since. */
  private Optional<PartialExample> scan(Scoreboard.Placed placed) throws IOException {
    ChunkFacts facts = done.get(placed.file());
    if (facts == null) {
      return Optional.empty();
    }
    Chunk chunk = facts.chunk();
    try (ScanSet.Reader reader = scans.open(chunk)) {
      for (int i = chunk.first(); i < chunk.first() + chunk.count(); i++) {
        if (reader.id(i).equals(placed.scored().id())) {
          return Optional.of(reader.read(i));
        }
      }
    }
    return Optional.empty();
  }

  private static String caption(Scored scored, Row row, double largest) {
    String place =
        String.format(
            Locale.ROOT,
            "%s%d × %d pixels, coverage %.2f %%",
            ScanPlace.words(scored.id()),
            row.integer("height"),
            row.integer("width"),
            100 * scored.coverage());
    if (scored.rmse().isEmpty()) {
      return place + ".";
    }
    String own =
        String.format(
            Locale.ROOT,
            "%s; %s. RMSE %.4f, SSIM %s",
            place,
            scored.split(),
            scored.rmse().get(),
            digits(scored.metrics().get("ssim")));
    String other =
        scored.baseline() == null
            ? ""
            : String.format(
                Locale.ROOT,
                "; best baseline (%s): RMSE %.4f, SSIM %s",
                scored.baseline(),
                scored.baselineRmse(),
                digits(scored.baselineSsim()));
    return own
        + other
        + String.format(Locale.ROOT, ". Deepest colours: an error of ±%.2f.", largest);
  }

  private static String digits(@org.jspecify.annotations.Nullable Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }
}
