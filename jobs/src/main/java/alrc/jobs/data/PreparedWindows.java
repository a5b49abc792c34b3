package alrc.jobs.data;

import alrc.core.data.DataSpec;
import alrc.core.data.Images;
import alrc.core.random.Randomness;
import alrc.jobs.storage.Storage;
import alrc.settings.Sha256;
import alrc.settings.UserMistake;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.Split;
import alrc.stem.examples.ExampleDigest;
import alrc.stem.examples.ExamplePart;
import alrc.stem.examples.StoredExample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Windows of 32×32 pixels of the truths of a prepared data set: the only bridge from stem-data to
 * the training core.
 *
 * <p>Which windows is decided by the seed of the drawing and the sorted example ids, so that
 * neither the number of part files nor their order matters. In memory are the windows (4 KiB each),
 * never the data set: the parts are opened one after the other, once for the ids and once for the
 * truths that have windows.
 */
public final class PreparedWindows implements Images {
  private static final int SIDE = 32;

  private final float[][] windows;
  private final String[] ids;
  private final String digest;

  private PreparedWindows(int count, String digest) {
    this.windows = new float[count][];
    this.ids = new String[count];
    this.digest = digest;
  }

  /** Draws the windows that a study asks for. */
  public static PreparedWindows draw(Storage storage, DataSpec.Prepared spec) throws IOException {
    List<PartFiles> parts =
        PartFooters.parts(storage, spec.path(), Split.ofLabel(spec.split().label()));
    List<String> exampleIds = exampleIds(storage, parts);
    if (exampleIds.isEmpty()) {
      throw noExamples(spec);
    }
    PreparedWindows drawn =
        new PreparedWindows(spec.windows(), digest(manifest(storage, spec), spec));
    drawn.cut(storage, parts, drawn.places(exampleIds, spec.seed()), spec.seed());
    return drawn;
  }

  static UserMistake noExamples(DataSpec.Prepared spec) {
    return new UserMistake(
        String.format(
            Locale.ROOT,
            "data.path %s: has no examples in split %s; prepare more micrographs or choose another"
                + " split",
            spec.path(),
            spec.split().label()));
  }

  /** The digest of the windows that a study would draw, without drawing them. */
  public static String digest(Storage storage, DataSpec.Prepared spec) throws IOException {
    return digest(manifest(storage, spec), spec);
  }

  private static String digest(Manifest manifest, DataSpec.Prepared spec) {
    String drawing = spec.split().label() + "|" + spec.windows() + "|" + spec.seed();
    return "prepared-" + Sha256.hex(manifest.digest() + "|" + drawing, 16);
  }

  static Manifest manifest(Storage storage, DataSpec.Prepared spec) throws IOException {
    String address = Storage.inside(spec.path(), Manifest.FILE);
    if (!storage.exists(address)) {
      throw new UserMistake(
          "data.path "
              + spec.path()
              + ": contains no "
              + Manifest.FILE
              + "; not a prepared data set");
    }
    Manifest manifest = Manifest.fromJson(storage.readText(address));
    String found = ExampleDigest.text(PartFooters.digest(storage, spec.path()));
    if (!found.equals(manifest.digest())) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "data.path %s: its parts (digest %s) are not those of its manifest (%s); its"
                  + " preparation is unfinished, run prepare again",
              spec.path(),
              found,
              manifest.digest()));
    }
    return manifest;
  }

  private static List<String> exampleIds(Storage storage, List<PartFiles> parts)
      throws IOException {
    List<String> ids = new ArrayList<>();
    for (PartFiles files : parts) {
      try (ExamplePart part = files.open(storage)) {
        for (int i = 0; i < part.count(); i++) {
          ids.add(part.id(i));
        }
      }
    }
    Collections.sort(ids);
    return ids;
  }

  /** The windows to cut from each example. */
  private Map<String, List<Integer>> places(List<String> exampleIds, long seed) {
    Map<String, List<Integer>> places = new HashMap<>();
    for (int window = 0; window < windows.length; window++) {
      int example = Randomness.of(seed, "window", window).nextInt(exampleIds.size());
      places.computeIfAbsent(exampleIds.get(example), id -> new ArrayList<>()).add(window);
    }
    return places;
  }

  private void cut(
      Storage storage, List<PartFiles> parts, Map<String, List<Integer>> places, long seed)
      throws IOException {
    for (PartFiles files : parts) {
      try (ExamplePart part = files.open(storage)) {
        for (int i = 0; i < part.count(); i++) {
          List<Integer> here = places.getOrDefault(part.id(i), List.of());
          if (!here.isEmpty()) {
            StoredExample example = part.read(i, ExamplePart.Wanted.TRUTH);
            here.forEach(window -> cut(example, window, seed));
          }
        }
      }
    }
  }

  private void cut(StoredExample example, int window, long seed) {
    SplittableRandom random = Randomness.of(seed, "window-place", window);
    int row = random.nextInt(example.height() - SIDE + 1);
    int column = random.nextInt(example.width() - SIDE + 1);
    float[] truth = example.truth();
    float[] pixels = new float[SIDE * SIDE];
    for (int r = 0; r < SIDE; r++) {
      System.arraycopy(truth, (row + r) * example.width() + column, pixels, r * SIDE, SIDE);
    }
    windows[window] = pixels;
    ids[window] = example.id() + "+r" + row + "c" + column;
  }

  @Override
  public int count() {
    return windows.length;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int side() {
    return SIDE;
  }

  @Override
  public void copy(int index, float[] destination) {
    System.arraycopy(windows[index], 0, destination, 0, SIDE * SIDE);
  }

  @Override
  public String id(int index) {
    return ids[index];
  }

  @Override
  public String digest() {
    return digest;
  }
}
