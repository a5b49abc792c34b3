package alrc.jobs.cli;

import alrc.core.study.SeedPlan;
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
    SeedPlan.Asked asked = file.asked(ledger);
    SweepCounts counts = SweepCounts.of(ledger, asked.trials(), file.attempts());
    System.out.println(file.study().name() + ": " + counts);
    if (!asked.standings().isEmpty()) {
      System.out.println(asked.words());
    }
    json.print(counts.facts());
    return Main.DONE;
  }
}
