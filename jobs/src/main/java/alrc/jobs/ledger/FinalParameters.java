package alrc.jobs.ledger;

import alrc.core.model.Model;
import alrc.core.record.Trained;
import alrc.core.state.ParameterFile;
import alrc.core.study.Trial;
import alrc.settings.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code models/}: the final parameters of a study's networks, in safetensors. */
public final class FinalParameters {
  private FinalParameters() {}

  /**
   * Writes the parameters and the buffers of a finished trial's model.
   *
   * @return the SHA-256 of the file, hexadecimal
   */
  public static String write(SweepFolder folder, Trial trial, Trained trained) throws IOException {
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
    byte[] bytes = file.bytes();
    folder
        .storage()
        .publish(
            folder.model(trial.id()),
            place -> {
              try (OutputStream out = place.open()) {
                out.write(bytes);
              }
            });
    return HexFormat.of().formatHex(Sha256.start().digest(bytes));
  }
}
