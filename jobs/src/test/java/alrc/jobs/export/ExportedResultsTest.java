package alrc.jobs.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.core.record.CurvePoint;
import alrc.core.record.Score;
import alrc.core.record.Spike;
import alrc.jobs.ledger.FailedTime;
import alrc.jobs.process.Duck;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import alrc.jobs.results.SweepOutput;
import alrc.jobs.results.TrialFiles;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.UnknownFieldSet;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.hadoop.util.TFRecordReader;

/** Exports of results that a small sweep does not have: twins, scores, several outputs. */
class ExportedResultsTest {
  private static final String TRAINED = "00000000000000aa";
  private static final String TWIN = "00000000000000bb";

  @TempDir Path folder;

  private static Map<String, Object> row(String trial, String cell, String digest, String data) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("trial_id", trial);
    row.put("cell_id", cell);
    row.put("study", "s");
    row.put("seed", 0L);
    row.put("status", "completed");
    row.put("iterations_done", 20L);
    row.put("started_at", 1_790_000_000_000L);
    row.put("data_digest", digest);
    row.put("data", data);
    return row;
  }

  private static CellResult cell(String cell, String output, double n, Map<String, Object> row) {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (!output.isEmpty()) {
      settings.put("output", output);
    }
    settings.put("deviations", n);
    TrialFiles files =
        new TrialFiles() {
          @Override
          public Optional<List<CurvePoint>> curve(String trialId) {
            return Optional.of(
                List.of(new CurvePoint(10, 2, 3, 0, 0.1, 2), new CurvePoint(20, 1, 2, 0, 0.1, 1)));
          }

          @Override
          public Optional<List<Spike>> spikes(String trialId) {
            return Optional.of(List.of());
          }

          @Override
          public Optional<List<Score>> scores(Map<String, Object> summary) {
            return Optional.of(
                List.of(
                    new Score(15, "rmse", 0.5),
                    new Score(20, "rmse", 0.25),
                    new Score(20, "frc", null)));
          }
        };
    return new CellResult(cell, settings, 1, 0, List.of(row), files);
  }

  /** An event: seconds since the start, its step, and its values. */
  private static List<String> events(Path file) throws Exception {
    List<String> events = new ArrayList<>();
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      TFRecordReader records = new TFRecordReader(in, true);
      for (byte[] record = records.read(); record != null; record = records.read()) {
        UnknownFieldSet event = UnknownFieldSet.parseFrom(record);
        double time = Double.longBitsToDouble(event.getField(1).getFixed64List().get(0));
        if (event.hasField(5)) {
          events.add(
              Math.round(time - 1_790_000_000)
                  + " s, step "
                  + event.getField(2).getVarintList().get(0)
                  + values(event));
        }
      }
    }
    return events;
  }

  private static String values(UnknownFieldSet event) throws Exception {
    StringBuilder text = new StringBuilder();
    UnknownFieldSet summary =
        UnknownFieldSet.parseFrom(event.getField(5).getLengthDelimitedList().get(0));
    for (var bytes : summary.getField(1).getLengthDelimitedList()) {
      UnknownFieldSet value = UnknownFieldSet.parseFrom(bytes);
      String tag = value.getField(1).getLengthDelimitedList().get(0).toStringUtf8();
      if (tag.equals("training/loss") || tag.startsWith("evaluation")) {
        text.append(", ").append(tag).append(' ');
        text.append(Float.intBitsToFloat(value.getField(2).getFixed32List().get(0)));
      }
    }
    return text.toString();
  }

  @Test
  void aTwinHasThePaceOfItsTrainedTrialAndScoresAreExported() throws Exception {
    Map<String, Object> trained = row(TRAINED, "a", "d", "synthetic");
    trained.put("wall_seconds", 40.0);
    Map<String, Object> twin = row(TWIN, "b", "d", "synthetic");
    twin.put("trained_as", TRAINED);
    StudyResults study =
        new StudyResults("s", List.of(cell("a", "", 3, trained), cell("b", "", 4, twin)));
    List<String> files =
        new TensorBoardExport().write(StorageSettings.local().open(), study, folder.toString());
    assertEquals(
        List.of(
            "tensorboard/deviations=3/seed-0/events.out.tfevents.1790000000." + TRAINED,
            "tensorboard/deviations=4/seed-0/events.out.tfevents.1790000000." + TWIN),
        files);
    List<String> expected =
        List.of(
            "20 s, step 10, training/loss 2.0",
            "30 s, step 15, evaluation/rmse 0.5",
            "40 s, step 20, training/loss 1.0, evaluation/rmse 0.25");
    assertEquals(expected, events(folder.resolve(files.get(0))));
    assertEquals(expected, events(folder.resolve(files.get(1))));
  }

  private static StudyResults several() {
    SweepOutput output = new SweepOutput("x", "x", List.of(), 0, 0, FailedTime.unread(0));
    return new StudyResults(
        "s",
        List.of(
            cell("a", "one", 3, row(TRAINED, "a", "d1", "synthetic")),
            cell("a", "two", 3, row(TRAINED, "a", "d2", "prepared"))),
        List.of(),
        List.of(),
        List.of(),
        List.of(output, output));
  }

  @Test
  void equalTrialsOfSeveralOutputsAreDistinguished() throws Exception {
    Storage storage = StorageSettings.local().open();
    new CurvesExport().write(storage, several(), folder.toString());
    assertEquals(
        List.of(TRAINED + "|one|2", TRAINED + "|two|2"),
        Duck.rows(
            folder.resolve("curves.parquet"),
            "SELECT trial_id, output, count(*) FROM read_parquet('%s') GROUP BY ALL ORDER BY ALL"));
  }

  @Test
  void eachDigestHasItsOwnData() throws Exception {
    String json = new RunCrate(several(), Instant.EPOCH).json(Instant.EPOCH);
    Files.writeString(folder.resolve("crate.json"), json);
    Map<String, String> named = new LinkedHashMap<>();
    for (JsonNode entity : new ObjectMapper().readTree(json).get("@graph")) {
      if (entity.has("identifier")) {
        named.put(entity.get("identifier").asText(), entity.get("name").asText());
      }
    }
    assertEquals(Map.of("d1", "Training data: synthetic", "d2", "Training data: prepared"), named);
  }
}
