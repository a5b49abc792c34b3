package alrc.jobs.ledger;

import alrc.core.study.Trial;
import alrc.settings.RecordJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code models/TRIAL.json}: what a kept network is, how to build it, and what it achieved. The
 * file of parameters contains the same settings, so that it is useful without its card.
 *
 * @param trialId of the trial that trained it
 * @param cellId of its cell
 * @param study that trained it
 * @param seed of the trial
 * @param dataDigest of the examples that it was trained on
 * @param codeVersion of alrc
 * @param codeCommit the git commit of alrc; null if unknown
 * @param engine the tensor engine and its version
 * @param metrics final errors, and {@code eval_*} where the study evaluates
 * @param coverages mean weights of the scan paths that it was trained on; empty for another task or
 *     an unknown path
 * @param config the canonical cell; its {@code model} says how to build the network
 * @param sha256 of the file of parameters, hexadecimal; null in a card of an earlier version
 */
public record ModelCard(
    String trialId,
    String cellId,
    String study,
    long seed,
    String dataDigest,
    String codeVersion,
    @Nullable String codeCommit,
    String engine,
    Map<String, Double> metrics,
    List<Double> coverages,
    JsonNode config,
    @Nullable String sha256) {
  private static final List<String> ERRORS = List.of("final_mean", "final_sd", "best", "last");
  private static final String EVALUATED = "eval_";

  /** Copies the collections. */
  public ModelCard {
    metrics = Map.copyOf(metrics);
    coverages = List.copyOf(coverages);
  }

  /** The card of a finished trial whose parameters have this SHA-256. */
  public static ModelCard of(
      Trial trial, Map<String, Object> summary, List<Double> coverages, String sha256) {
    Map<String, Double> metrics = new TreeMap<>();
    summary.forEach(
        (column, value) -> {
          if ((ERRORS.contains(column) || column.startsWith(EVALUATED))
              && value instanceof Double number) {
            metrics.put(column, number);
          }
        });
    return new ModelCard(
        trial.id(),
        trial.cell().id(),
        String.valueOf(summary.get("study")),
        trial.seed(),
        trial.dataDigest(),
        CodeVersion.current(),
        CodeVersion.commit(),
        String.valueOf(summary.get("engine")),
        metrics,
        coverages,
        RecordJson.parse(trial.cell().canonicalJson()),
        sha256);
  }

  /** Writes the card beside the parameters. */
  public void write(SweepFolder folder) throws IOException {
    folder.storage().writeText(folder.modelCard(trialId), toJson());
  }

  /** The file's text. */
  public String toJson() {
    return RecordJson.prettyText(this) + "\n";
  }

  /** Parses the file's text; fields of later versions are left out. */
  public static ModelCard fromJson(String json) {
    Map<String, JsonNode> known = new LinkedHashMap<>();
    RecordJson.parse(json).properties().forEach(e -> known.put(e.getKey(), e.getValue()));
    known
        .keySet()
        .retainAll(
            List.of(
                "trial_id",
                "cell_id",
                "study",
                "seed",
                "data_digest",
                "code_version",
                "code_commit",
                "engine",
                "metrics",
                "coverages",
                "config",
                "sha256"));
    return RecordJson.read(RecordJson.text(known), ModelCard.class);
  }
}
