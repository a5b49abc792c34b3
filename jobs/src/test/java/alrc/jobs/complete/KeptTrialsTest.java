package alrc.jobs.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.record.CurvePoint;
import alrc.core.record.Outcome;
import alrc.core.record.TrialResult;
import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.core.train.ComputeDevice;
import alrc.core.train.NumericPlatform;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.StudyFile;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.ledger.TrialRows;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the kept networks is meant; nothing is trained. */
class KeptTrialsTest {
  private static final String STUDY =
      """
      study: kept
      data: {kind: synthetic}
      model: {kind: supersampling, width: 0.03125}
      rule: {kind: alrc, deviations: .inf, decay: [0.99, 0.9]}
      iterations: 200
      seeds: 2
      summary: {last: 50}
      curve: {boxcar: 100}
      models: final
      """;

  @TempDir Path folder;
  private final Storage storage = StorageSettings.local().open();
  private List<Trial> trials;

  /** Seed 0 and seed 1, which is the better one, and their twins of another decay. */
  @BeforeEach
  void write() throws IOException {
    trials = asks(STUDY);
    Ledger ledger = new Ledger(new SweepFolder(storage, folder.toString()));
    Files.createDirectories(folder.resolve("models"));
    for (Trial trial : trials.subList(0, 2)) {
      Ledger.Entry entry = TrialRows.entry(trial, outcome(trial), where());
      ledger.commit(entry);
      Files.writeString(folder.resolve("models/" + trial.id() + ".safetensors"), "");
      for (Trial twin : trials.subList(2, 4)) {
        if (twin.seed() == trial.seed()) {
          ledger.commitTwin(twin, entry);
        }
      }
    }
  }

  private List<Trial> asks(String yaml) throws IOException {
    Study study = Study.parse(yaml, "study.yaml");
    List<Trial> all = study.trials(data -> "d");
    new Ledger(new SweepFolder(storage, folder.toString()))
        .writeStudy(StudyFile.of(study, all, 3).toJson());
    return all;
  }

  private static Outcome outcome(Trial trial) {
    double error = trial.seed() == 0 ? 0.2 : 0.1;
    List<CurvePoint> curve = List.of(new CurvePoint(200, error, error, 0, 0.001, error));
    return new Outcome.Completed(
        new TrialResult(
            error, 0.01, error, error, error, 200, null, 0, 0, curve, List.of(), List.of()));
  }

  private static TrialRows.Circumstances where() {
    NumericPlatform platform = NumericPlatform.of(ComputeDevice.CPU);
    return new TrialRows.Circumstances(
        "kept", 1, 1, 0, "cpu", platform, 1_790_000_000_000L, 9, "h");
  }

  private String chosen(String trial, String cell) throws IOException {
    String file =
        new KeptTrials(storage, folder.toString()).file(new KeptTrials.Choice(trial, cell));
    return file.substring(file.lastIndexOf('/') + 1).replace(".safetensors", "");
  }

  @Test
  void aTwinIsTheTrialThatWasTrained() throws Exception {
    assertEquals(trials.get(1).id(), chosen("", ""), "the best");
    for (int i = 0; i < 2; i++) {
      assertEquals(trials.get(i).seed(), trials.get(i + 2).seed());
      assertEquals(trials.get(i).id(), chosen(trials.get(i + 2).id(), ""));
      assertEquals(trials.get(i).id(), chosen(trials.get(i).id(), ""));
    }
    assertEquals(trials.get(1).id(), chosen("", trials.get(2).cell().id()), "of the twins' cell");
  }

  @Test
  void theBestIsOneThatTheStudyStillAsksFor() throws Exception {
    var unused = asks(STUDY.replace("seeds: 2", "seeds: 1"));
    assertEquals(trials.get(0).id(), chosen("", ""));
    assertEquals(trials.get(0).id(), chosen("", trials.get(0).cell().id()));
    assertEquals(trials.get(1).id(), chosen(trials.get(1).id(), ""), "by its id any is used");
    unused = asks(STUDY.replace("iterations: 200", "iterations: 300"));
    UserMistake none = assertThrows(UserMistake.class, () -> chosen("", ""));
    assertTrue(
        none.getMessage()
            .contains(": the study no longer asks for any of the 4 trials whose networks are kept"),
        none::getMessage);
  }
}
