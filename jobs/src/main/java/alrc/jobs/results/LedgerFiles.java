package alrc.jobs.results;

import alrc.core.data.TrainingData;
import alrc.core.record.CurvePoint;
import alrc.core.record.Score;
import alrc.core.record.Spike;
import alrc.jobs.examples.FoundPictures;
import alrc.jobs.examples.TrainingPictures;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.StudyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The files of a ledger. */
public final class LedgerFiles implements TrialFiles {
  private final Ledger ledger;

  /** Those of a ledger. */
  public LedgerFiles(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Optional<List<CurvePoint>> curve(String trialId) {
    return rows(trialId, () -> ledger.curveIfSound(trialId), LedgerFiles::point);
  }

  @Override
  public Optional<List<Spike>> spikes(String trialId) {
    return rows(trialId, () -> ledger.spikesIfSound(trialId), LedgerFiles::spike);
  }

  @Override
  public Optional<List<Score>> scores(Map<String, Object> summary) {
    if (summary.get("eval_split") == null) {
      return Optional.of(List.of());
    }
    String id = String.valueOf(summary.get("trial_id"));
    Optional<List<Score>> scores =
        rows(id, () -> ledger.evaluationsIfSound(id), LedgerFiles::score);
    boolean mayLack = !CellResult.hasCompleted(summary);
    return scores.isEmpty() && mayLack ? Optional.of(List.of()) : scores;
  }

  private static Score score(Map<String, Object> row) {
    double value = number(row, "value");
    return new Score(
        whole(row, "iteration"),
        String.valueOf(row.get("metric")),
        Double.isNaN(value) ? null : value);
  }

  @Override
  public FoundPictures pictures(Set<String> ids) {
    try {
      StudyFile file = ledger.study();
      Map<TrainingData, String> data = new LinkedHashMap<>();
      file.study()
          .cells()
          .forEach(
              cell ->
                  data.put(cell.trainingData(), file.dataDigests().getOrDefault(cell.id(), "")));
      return new TrainingPictures(ledger.storage(), data).find(ids);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Reads a file. */
  @FunctionalInterface
  private interface Rows {
    Optional<List<Map<String, Object>>> read() throws IOException;
  }

  /** A file that is about another trial, or that lacks the columns, counts as damaged. */
  private static <T> Optional<List<T>> rows(
      String trialId, Rows rows, Function<Map<String, Object>, T> value) {
    try {
      return rows.read()
          .filter(
              list ->
                  list.stream()
                      .allMatch(
                          row ->
                              trialId.equals(row.get("trial_id"))
                                  && row.get("iteration") instanceof Long))
          .map(list -> list.stream().map(value).toList());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static CurvePoint point(Map<String, Object> row) {
    return new CurvePoint(
        whole(row, "iteration"),
        number(row, "loss"),
        number(row, "loss_max"),
        number(row, "clipped"),
        number(row, "rate"),
        number(row, "common_mse"));
  }

  private static Spike spike(Map<String, Object> row) {
    return new Spike(
        whole(row, "iteration"),
        String.valueOf(row.get("example_id")),
        number(row, "loss"),
        number(row, "limit"));
  }

  private static long whole(Map<String, Object> row, String column) {
    return (Long) Objects.requireNonNull(row.get(column), column);
  }

  /** A column that is null has no number. */
  private static double number(Map<String, Object> row, String column) {
    return row.get(column) instanceof Double number ? number : Double.NaN;
  }
}
