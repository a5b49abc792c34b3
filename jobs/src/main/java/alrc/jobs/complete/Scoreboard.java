package alrc.jobs.complete;

import alrc.jobs.storage.Storage;
import alrc.stem.parquet.Row;
import alrc.stem.parquet.RowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * The figures of all completions of an output, by id; their pixels are not read.
 *
 * @param all of them, ordered by id
 */
public record Scoreboard(List<Placed> all) {
  /**
   * A completion, and where it is.
   *
   * @param scored its figures
   * @param file address of its file
   */
  record Placed(Scored scored, String file) {}

  /** Copies the list. */
  public Scoreboard {
    all = List.copyOf(all);
  }

  static Scoreboard read(Storage storage, Collection<String> files) throws IOException {
    List<Placed> all = new ArrayList<>();
    for (String file : files) {
      try (ParquetReader<Row> rows =
          RowReader.open(storage.input(file), CompletionColumns.FIGURES)) {
        for (Row row = rows.read(); row != null; row = rows.read()) {
          all.add(new Placed(CompletionColumns.scored(row), file));
        }
      }
    }
    all.sort(Comparator.comparing(placed -> placed.scored().id()));
    return new Scoreboard(all);
  }

  /** The figures alone. */
  List<Scored> scored() {
    return all.stream().map(Placed::scored).toList();
  }

  /** Those with a truth, from the least RMSE to the largest. */
  List<Placed> ranked() {
    return all.stream()
        .filter(placed -> placed.scored().rmse().isPresent())
        .sorted(
            Comparator.comparingDouble((Placed placed) -> placed.scored().rmse().orElseThrow())
                .thenComparing(placed -> placed.scored().id()))
        .toList();
  }
}
