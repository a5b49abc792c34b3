package alrc.jobs.cli;

import alrc.core.study.SeedPlan;
import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.ledger.GivenUp;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.Pulse;
import alrc.jobs.ledger.Recorded;
import alrc.jobs.ledger.StudyFile;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.ledger.lock.OutputLock;
import alrc.jobs.results.NeverActed;
import alrc.jobs.results.ResultsReader;
import alrc.jobs.results.TrialFiles;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far a sweep is, read from its output alone: running, stopped or finished. */
final class SweepProgress {
  private SweepProgress() {}

  static boolean isSweep(SweepFolder folder) throws IOException {
    return new Ledger(folder).hasStudy();
  }

  static int say(SweepFolder folder, JsonLine json) throws IOException {
    return say(folder, json, Map.of());
  }

  /**
   * Prints it.
   *
   * @param more facts, for the JSON
   */
  static int say(SweepFolder folder, JsonLine json, Map<String, ?> more) throws IOException {
    Optional<String> owner = OutputLock.owner(folder);
    Optional<Pulse> pulse = owner.isPresent() ? Pulse.read(folder) : Optional.empty();
    Ledger ledger = new Ledger(folder);
    StudyFile file = ledger.study();
    Recorded recorded = ledger.sound();
    SeedPlan.Asked asked = file.asked(recorded);
    SweepCounts counts = SweepCounts.of(recorded, asked.trials(), file.attempts());
    System.out.println(file.study().name() + ": " + counts);
    counts.remark().ifPresent(System.out::println);
    if (file.study().excluded() > 0) {
      System.out.println(PlannedWork.counted(file.study().excluded(), "cell") + " excluded");
    }
    NeverActed.remark(ResultsReader.read(ledger, file, recorded, asked, TrialFiles.NONE, List.of()))
        .ifPresent(System.out::println);
    if (!asked.standings().isEmpty()) {
      System.out.println(asked.words());
    }
    if (owner.isPresent()) {
      System.out.println(
          "running: " + owner.get() + pulse.map(facts -> "; " + facts).orElse("; starting"));
    } else if (counts.pending() > 0) {
      System.out.println("stopped: the same 'alrc sweep' command resumes it");
    }
    Map<String, Object> facts = new LinkedHashMap<>(counts.facts());
    sayWhy(GivenUp.first(ledger, recorded, asked.trials(), file.attempts()), counts);
    pulse.ifPresent(running -> facts.putAll(running.facts()));
    facts.putAll(more);
    json.print(facts);
    return Main.DONE;
  }

  /** Says why trials were given up, where some were. */
  static void sayWhy(List<GivenUp> first, SweepCounts counts) {
    if (!first.isEmpty()) {
      GivenUp.words(first, counts.failed()).lines().forEach(System.out::println);
    }
  }
}
