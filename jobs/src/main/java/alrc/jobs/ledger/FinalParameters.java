package alrc.jobs.ledger;

import alrc.core.model.Model;
import alrc.core.record.Trained;
import alrc.core.state.ParameterFile;
import alrc.core.study.Trial;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code models/}: the final parameters of a study's networks, in safetensors. */
public final class FinalParameters {
  private FinalParameters() {}

  /** Writes the parameters and the buffers of a finished trial's model. */
  public static void write(SweepFolder folder, Trial trial, Trained trained) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("trial_id", trial.id());
    texts.put("seed", Long.toString(trial.seed()));
    texts.put("config", trial.cell().canonicalJson());
    texts.put("data_digest", trial.dataDigest());
    texts.put("code_version", CodeVersion.current());
    ParameterFile file = new ParameterFile(texts);
    Model model = trial.cell().settings().model();
    file.add(model.layout(), trained.parameters());
    file.add(model.buffers(), trained.buffers());
    folder
        .storage()
        .publish(
            folder.model(trial.id()),
            place -> {
              try (OutputStream out = place.open()) {
                out.write(file.bytes());
              }
            });
  }
}
