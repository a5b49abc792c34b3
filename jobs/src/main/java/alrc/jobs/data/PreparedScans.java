package alrc.jobs.data;

import alrc.core.data.DataSpec;
import alrc.core.data.PartialScanExample;
import alrc.core.data.PartialScans;
import alrc.jobs.storage.Storage;
import alrc.settings.Sha256;
import alrc.settings.UserMistake;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.ParquetMasks;
import alrc.stem.dataset.Split;
import alrc.stem.examples.StoredExample;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.Targets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The partial scans of a prepared data set of any format, in the order of their ids, so that
 * neither the number of part files nor their order matters. An example is read, and its targets
 * derived from the truth, when it is asked for: the set need not fit into memory.
 */
public final class PreparedScans implements PartialScans {
  private final PreparedExamples examples;
  private final Map<String, ScanMask> masks;
  private final int side;
  private final String digest;

  private PreparedScans(
      PreparedExamples examples, Map<String, ScanMask> masks, int side, String digest) {
    this.examples = examples;
    this.masks = masks;
    this.side = side;
    this.digest = digest;
  }

  /**
   * Opens the split that a study names.
   *
   * @param side what height and width must be: the network's
   */
  public static PreparedScans open(Storage storage, DataSpec.Prepared spec, int side)
      throws IOException {
    Map<String, ScanMask> masks = masks(storage, spec);
    Split split = Split.ofLabel(spec.split().label());
    PreparedExamples examples =
        PreparedExamples.open(
            storage, spec.path(), split, example -> refuseUnfit(example, spec, masks, side));
    if (examples.count() == 0) {
      throw PreparedWindows.noExamples(spec);
    }
    return new PreparedScans(examples, masks, side, digest(storage, spec));
  }

  /** The digest of the scans that a study trains on, without reading them. */
  public static String digest(Storage storage, DataSpec.Prepared spec) throws IOException {
    Manifest manifest = PreparedWindows.manifest(storage, spec);
    if (manifest.recipeSettings().path("truth").asText().equals("blurred")) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "data.path %s: contains blurred truths, from which the half-size target cannot be"
                  + " derived; prepare with truth: sharp",
              spec.path()));
    }
    return "prepared-scans-" + Sha256.hex(manifest.digest() + "|" + spec.split().label(), 16);
  }

  private static Map<String, ScanMask> masks(Storage storage, DataSpec.Prepared spec)
      throws IOException {
    String address = Storage.inside(spec.path(), ParquetMasks.FILE);
    Map<String, ScanMask> masks = new HashMap<>();
    if (storage.exists(address)) {
      ParquetMasks.read(storage.input(address)).forEach(mask -> masks.put(mask.id(), mask));
    }
    return masks;
  }

  private static void refuseUnfit(
      StoredExample example, DataSpec.Prepared spec, Map<String, ScanMask> masks, int side) {
    String at = "data.path " + spec.path() + ": example " + example.id();
    if (example.height() != side || example.width() != side) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "%s is %d×%d; model.size says %d",
              at,
              example.height(),
              example.width(),
              side));
    }
    if (example.maskId() == null || !masks.containsKey(example.maskId())) {
      throw new UserMistake(
          at + " has no scan; a partial-scan model needs a recipe with a scan path");
    }
  }

  @Override
  public int count() {
    return examples.count();
  }

  @Override
  public int side() {
    return side;
  }

  @Override
  public PartialScanExample example(int index) {
    StoredExample stored = stored(index);
    ScanMask mask = Objects.requireNonNull(masks.get(stored.maskId()));
    int pixels = side * side;
    float[] input = new float[2 * pixels];
    System.arraycopy(stored.denseScan(mask), 0, input, 0, pixels);
    System.arraycopy(mask.weights(), 0, input, pixels, pixels);
    return new PartialScanExample(
        input, Targets.full(stored.truth(), side, side), Targets.half(stored.truth(), side, side));
  }

  private StoredExample stored(int index) {
    try {
      return examples.example(index);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String id(int index) {
    return examples.id(index);
  }

  @Override
  public String digest() {
    return digest;
  }
}
