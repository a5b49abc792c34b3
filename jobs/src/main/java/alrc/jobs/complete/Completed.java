package alrc.jobs.complete;

import alrc.core.metric.Metrics;
import alrc.jobs.ledger.CodeVersion;
import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.ParquetRejects;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.Reject;
import alrc.stem.examples.ExampleDigest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what stands beside the completions of an output: rejects, summary, page and manifest. */
public final class Completed {
  private final CompletionFolder folder;
  private final CompletionSpec spec;
  private final ScanSet scans;

  public Completed(CompletionFolder folder, CompletionSpec spec, ScanSet scans) {
    this.folder = folder;
    this.spec = spec;
    this.scans = scans;
  }

  /**
   * Writes all files, the manifest last.
   *
   * @param done facts of all files of completions, by address
   * @param shown examples of each kind on the page
   */
  public CompletionManifest settle(Map<String, ChunkFacts> done, int shown) throws IOException {
    List<Reject> rejects = rejects(done.values());
    folder
        .storage()
        .publish(
            folder.inside(ParquetRejects.FILE),
            place ->
                ParquetRejects.write(
                    place, rejects, new PartFacts("{}", 0, DatasetLayout.DEFAULT, List.of())));
    Scoreboard board = Scoreboard.read(folder.storage(), done.keySet());
    List<Group> groups = Group.of(board.scored());
    folder.storage().writeText(folder.inside(SummaryTable.FILE), SummaryTable.csv(groups));
    CompletionManifest manifest = manifest(done.values(), rejects, groups);
    CompletionPage page = new CompletionPage(folder, spec, scans, done, shown);
    folder
        .storage()
        .writeText(folder.inside(CompletionPage.FILE), page.html(manifest, board, groups, rejects));
    folder.storage().writeText(folder.inside(CompletionManifest.FILE), manifest.toJson());
    return manifest;
  }

  private List<Reject> rejects(Collection<ChunkFacts> done) {
    List<Reject> rejects = new ArrayList<>(scans.rejects());
    done.forEach(facts -> rejects.addAll(facts.rejects()));
    return rejects;
  }

  private CompletionManifest manifest(
      Collection<ChunkFacts> done, List<Reject> rejects, List<Group> groups) {
    long completed = done.stream().mapToLong(ChunkFacts::completed).sum();
    long digest = done.stream().mapToLong(ChunkFacts::digest).sum();
    Map<String, Double> metrics = new LinkedHashMap<>();
    long scored = groups.isEmpty() ? 0 : groups.get(0).scored();
    if (!groups.isEmpty()) {
      for (String name : Metrics.names()) {
        groups.get(0).metric(name).ifPresent(mean -> metrics.put(name, mean.value()));
      }
      groups
          .get(0)
          .mean(Scored::baselineRmse)
          .ifPresent(mean -> metrics.put("baseline_rmse", mean.value()));
      groups
          .get(0)
          .mean(Scored::baselineSsim)
          .ifPresent(mean -> metrics.put("baseline_ssim", mean.value()));
    }
    return new CompletionManifest(
        "completions",
        completed + rejects.size(),
        completed,
        rejects.size(),
        scored,
        ExampleDigest.text(digest),
        spec.model(),
        spec.data(),
        scans.digest(),
        spec.isRaw() ? List.of() : spec.splits(),
        spec.baselines(),
        Map.of(
            "tile", spec.plan().side(),
            "overlap", spec.plan().overlap(),
            "batch", spec.plan().batch()),
        metrics,
        Map.of("alrc", CodeVersion.described()));
  }
}
