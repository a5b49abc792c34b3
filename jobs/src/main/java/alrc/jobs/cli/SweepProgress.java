package alrc.jobs.cli;

import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.StudyFile;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.storage.Storage;
import java.io.IOException;

/** How far a sweep is, read from its output alone: running, dead or finished. */
final class SweepProgress {
  private SweepProgress() {}

  static boolean isSweep(Storage storage, String output) throws IOException {
    return new Ledger(storage, output).hasStudy();
  }

  static int say(Storage storage, String output, JsonLine json) throws IOException {
    Ledger ledger = new Ledger(storage, output);
    StudyFile file = StudyFile.fromJson(ledger.study());
    SweepCounts counts = SweepCounts.of(ledger, file.trials(), file.attempts());
    System.out.println(file.study().name() + ": " + counts);
    json.print(counts.facts());
    return Main.DONE;
  }
}
