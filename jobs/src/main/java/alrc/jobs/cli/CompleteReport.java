package alrc.jobs.cli;

import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.complete.CompletionManifest;
import alrc.jobs.spark.complete.CompleteJob;
import alrc.jobs.storage.Storage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What {@code complete} prints when it is done. */
final class CompleteReport {
  private final String output;
  private final JsonLine json;

  CompleteReport(String output, JsonLine json) {
    this.output = output;
    this.json = json;
  }

  /** Prints it in words, and as JSON where asked. */
  CompletionManifest print(CompleteJob.Run run) {
    CompletionManifest manifest = run.manifest();
    System.out.printf(
        Locale.ROOT,
        "%d scans: %d completed, %d rejected%n",
        manifest.scans(),
        manifest.completed(),
        manifest.rejected());
    Double rmse = manifest.metrics().get("rmse");
    if (rmse != null) {
      System.out.printf(Locale.ROOT, "mean RMSE %.4f%s%n", rmse, baseline(manifest.metrics()));
    }
    System.out.printf(
        Locale.ROOT,
        "completions: %s%s%n",
        output,
        run.scans() == 0 ? " (nothing was left to do)" : "");
    System.out.println("at a glance: " + Storage.inside(output, "completions.html"));
    json.print(facts(run));
    return manifest;
  }

  private static String baseline(Map<String, Double> metrics) {
    Double rmse = metrics.get("baseline_rmse");
    return rmse == null
        ? ""
        : String.format(Locale.ROOT, "; best baseline of each image: %.4f", rmse);
  }

  private static Map<String, Object> facts(CompleteJob.Run run) {
    CompletionManifest manifest = run.manifest();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("scans", manifest.scans());
    facts.put("completed", manifest.completed());
    facts.put("rejected", manifest.rejected());
    facts.putAll(manifest.metrics());
    facts.put("seconds", run.seconds());
    facts.put("scans_per_second", run.seconds() > 0 ? run.scans() / run.seconds() : 0);
    facts.put("digest", manifest.digest());
    return facts;
  }
}
