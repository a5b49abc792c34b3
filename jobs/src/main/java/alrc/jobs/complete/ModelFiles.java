package alrc.jobs.complete;

import alrc.core.complete.CompletionNetwork;
import alrc.core.complete.UnusableNetworkException;
import alrc.core.model.Fill;
import alrc.core.state.ParameterFile;
import alrc.core.train.ComputeDevice;
import alrc.jobs.ledger.ModelCard;
import alrc.jobs.storage.Storage;
import alrc.settings.SettingMistake;
import alrc.settings.UserMistake;
import alrc.stem.baseline.Baselines;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Resolves a value of {@code --model}, and checks the model before any work begins. */
public final class ModelFiles {
  private static final String BASELINE = "baseline:";
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private final Storage storage;
  private final String model;

  private ModelFiles(Storage storage, String model) {
    this.storage = storage;
    this.model = model;
  }

  /**
   * The model of a file, a sweep or a baseline.
   *
   * @param model {@code baseline:NAME}, a file of parameters, a TorchScript module, or a sweep
   * @param choice which trial of a sweep
   * @throws UserMistake naming {@code --model}, or the option that does not belong
   */
  public static ModelRef find(Storage storage, String model, KeptTrials.Choice choice)
      throws IOException {
    return new ModelFiles(storage, model).find(choice);
  }

  private ModelRef find(KeptTrials.Choice choice) throws IOException {
    if (model.startsWith(BASELINE)) {
      choice.refuse(model, "a baseline");
      return baseline(model.substring(BASELINE.length()));
    }
    if (!storage.exists(model)) {
      throw new UserMistake("--model " + model + ": no such file or folder" + nearBaseline());
    }
    if (storage.isFolder(model)) {
      return kept(new KeptTrials(storage, model).file(choice));
    }
    choice.refuse(model, "one file");
    return kept(storage.absolute(model));
  }

  private String nearBaseline() {
    return Baselines.names().contains(model) ? "; did you mean '" + BASELINE + model + "'?" : "";
  }

  private static ModelRef baseline(String name) {
    try {
      return ModelRef.baseline(Baselines.named(name).name());
    } catch (SettingMistake unknown) {
      throw new UserMistake("--model " + BASELINE + name + ": " + unknown.rule(), unknown);
    }
  }

  private ModelRef kept(String address) throws IOException {
    byte[] bytes = storage.readBytes(address);
    boolean script = startsWith(bytes, ZIP);
    Optional<ModelCard> card = script ? Optional.empty() : card(address);
    ModelRef ref =
        new ModelRef(
            script ? ModelRef.Kind.SCRIPT : ModelRef.Kind.KEPT,
            address,
            LoadedModels.digest(bytes),
            card.map(ModelCard::trialId).orElse(""),
            0,
            card.map(ModelCard::coverages).orElse(List.of()));
    try (CompletionNetwork network = LoadedModels.open(bytes, ref, ComputeDevice.CPU)) {
      return new ModelRef(
          ref.kind(), address, ref.digest(), ref.trial(), network.side(), ref.coverages());
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] head) {
    return bytes.length >= head.length
        && java.util.Arrays.equals(bytes, 0, head.length, head, 0, head.length);
  }

  private Optional<ModelCard> card(String address) throws IOException {
    if (!address.endsWith(ParameterFile.SUFFIX)) {
      return Optional.empty();
    }
    int end = address.length() - ParameterFile.SUFFIX.length();
    String card = address.substring(0, end) + ".json";
    if (!storage.exists(card)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ModelCard.fromJson(storage.readText(card)));
    } catch (RuntimeException damaged) {
      throw new UserMistake(
          "--model " + model + ": its card " + card + " is damaged; remove the card", damaged);
    }
  }

  /** How a model fills scans before it completes them. */
  static Fill fill(Storage storage, ModelRef model) throws IOException {
    try (LoadedModels.Use use = LoadedModels.use(storage, model, ComputeDevice.CPU)) {
      return use.network().fill();
    }
  }

  /**
   * Tries a model on an empty scan, so that one that cannot take the size is refused at once.
   *
   * @param height of the tiles
   * @param width of the tiles
   */
  public static void tryOut(Storage storage, ModelRef model, int height, int width)
      throws IOException {
    try (LoadedModels.Use use = LoadedModels.use(storage, model, ComputeDevice.CPU)) {
      float[] empty = new float[Math.multiplyExact(CompletionNetwork.CHANNELS * height, width)];
      var unused = use.network().complete(empty, 1, height, width);
    } catch (UnusableNetworkException unusable) {
      throw LoadedModels.mistake(model.address(), unusable);
    }
  }
}
