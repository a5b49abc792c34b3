package alrc.jobs.cli;

import alrc.jobs.card.Card;
import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.spark.prepare.PrepareJob;
import alrc.jobs.storage.Storage;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.Reject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code prepare} prints when it is done. */
final class PrepareReport {
  private static final int MOST_FAILURES = 20;

  private final String output;
  private final JsonLine json;

  PrepareReport(String output, JsonLine json) {
    this.output = output;
    this.json = json;
  }

  /** Prints it in words, and as JSON where asked. */
  void print(PrepareJob.Prepared prepared) {
    Manifest manifest = prepared.manifest();
    System.out.printf(
        Locale.ROOT,
        "%d files: %d used, %d rejected; %d crops: %d examples, %d rejected%n",
        manifest.files(),
        manifest.filesUsed(),
        manifest.filesRejected(),
        manifest.crops(),
        manifest.examples(),
        manifest.cropsRejected());
    boolean idle = prepared.sources() == 0 && prepared.prepared() == 0;
    System.out.printf(
        Locale.ROOT, "data set: %s%s%n", output, idle ? " (nothing was left to do)" : "");
    if (prepared.unread() > 0) {
      System.out.printf(
          Locale.ROOT,
          "not read, since size and time are unchanged: %d files (--verify reads them)%n",
          prepared.unread());
    }
    RejectLines.of(prepared.rejects()).forEach(System.out::println);
    printFailures(prepared.failures());
    printDuplicates(manifest.duplicates());
    System.out.println("at a glance: " + Storage.inside(output, Card.FILE));
    json.print(facts(prepared));
  }

  /** One line for each, since a bug of a reader, or what it needs, is behind each. */
  private void printFailures(List<Reject> failures) {
    if (failures.isEmpty()) {
      return;
    }
    System.out.printf(
        Locale.ROOT, "failed while they were read: %d files, left out%n", failures.size());
    for (Reject failure : failures.subList(0, Math.min(MOST_FAILURES, failures.size()))) {
      System.out.println("  " + failure.source() + ": " + failure.detail());
    }
    if (failures.size() > MOST_FAILURES) {
      System.out.printf(Locale.ROOT, "  and others: see %s/rejects.parquet%n", output);
    }
  }

  private void printDuplicates(Map<String, Long> counts) {
    List<String> said = new ArrayList<>();
    counts.forEach(
        (what, count) -> {
          if (count > 0) {
            said.add(count + " " + what);
          }
        });
    if (!said.isEmpty()) {
      Collections.sort(said);
      System.out.printf(
          Locale.ROOT,
          "copies of other images: %s (%s/duplicates.parquet)%n",
          String.join(", ", said),
          output);
    }
  }

  private static Map<String, Object> facts(PrepareJob.Prepared prepared) {
    Manifest manifest = prepared.manifest();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("files", manifest.files());
    facts.put("files_used", manifest.filesUsed());
    facts.put("files_rejected", manifest.filesRejected());
    facts.put("files_failed", prepared.failures().size());
    facts.put("images", manifest.images());
    facts.put("crops", manifest.crops());
    facts.put("examples", manifest.examples());
    facts.put("crops_rejected", manifest.cropsRejected());
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    facts.put("seconds", (System.currentTimeMillis() - started) / 1000.0);
    facts.put("examples_per_second", prepared.prepared() / prepared.seconds());
    facts.put("digest", manifest.digest());
    return facts;
  }
}
