package alrc.jobs.data;

import alrc.core.data.DataSpec;
import alrc.core.data.PartialScan;
import alrc.core.data.PartialScans;
import alrc.jobs.fault.UserMistake;
import alrc.jobs.storage.Storage;
import alrc.stem.codec.Sha256;
import alrc.stem.dataset.ExampleReader;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.ParquetMasks;
import alrc.stem.dataset.Split;
import alrc.stem.dataset.StoredExample;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.Targets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The partial scans of a prepared data set, in the order of their ids, so that neither the number
 * of part files nor their order matters. Targets are derived from the truth when an example is
 * asked for.
 */
public final class PreparedScans implements PartialScans {
  private static final String[] COLUMNS = {
    "example_id", "height", "width", "mask_id", "truth", "scan", "scan_layout"
  };

  private final List<StoredExample> examples;
  private final Map<String, ScanMask> masks;
  private final int side;
  private final String digest;

  private PreparedScans(
      List<StoredExample> examples, Map<String, ScanMask> masks, int side, String digest) {
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
    List<StoredExample> examples = new ArrayList<>();
    for (String part : PartFooters.parts(storage, spec.path(), Split.ofLabel(spec.split()))) {
      try (ExampleReader reader = ExampleReader.open(storage.input(part), COLUMNS)) {
        for (Optional<StoredExample> e = reader.next(); e.isPresent(); e = reader.next()) {
          refuseUnfit(e.get(), spec, masks, side);
          examples.add(e.get());
        }
      }
    }
    if (examples.isEmpty()) {
      throw PreparedWindows.noExamples(spec);
    }
    examples.sort(Comparator.comparing(StoredExample::id));
    return new PreparedScans(examples, masks, side, digest(storage, spec));
  }

  /** The digest of the scans that a study trains on, without reading them. */
  public static String digest(Storage storage, DataSpec.Prepared spec) throws IOException {
    Manifest manifest = PreparedWindows.manifest(storage, spec);
    if (manifest.recipeSettings().path("truth").asText().equals("blurred")) {
      throw new UserMistake(
          String.format(
              "data.path %s: holds blurred truths, from which the half-size target cannot be"
                  + " derived; prepare with truth: sharp",
              spec.path()));
    }
    return "prepared-scans-" + Sha256.hex(manifest.digest() + "|" + spec.split(), 16);
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
              "%s is %d×%d; model.size says %d", at, example.height(), example.width(), side));
    }
    if (example.maskId() == null || !masks.containsKey(example.maskId())) {
      throw new UserMistake(
          at + " has no scan; a partial-scan model needs a recipe with a scan path");
    }
  }

  @Override
  public int count() {
    return examples.size();
  }

  @Override
  public int side() {
    return side;
  }

  @Override
  public PartialScan example(int index) {
    StoredExample stored = examples.get(index);
    ScanMask mask = Objects.requireNonNull(masks.get(stored.maskId()));
    int pixels = side * side;
    float[] input = new float[2 * pixels];
    System.arraycopy(stored.denseScan(mask), 0, input, 0, pixels);
    System.arraycopy(mask.weights(), 0, input, pixels, pixels);
    return new PartialScan(
        input, Targets.full(stored.truth(), side, side), Targets.half(stored.truth(), side, side));
  }

  @Override
  public String id(int index) {
    return examples.get(index).id();
  }

  @Override
  public String digest() {
    return digest;
  }
}
