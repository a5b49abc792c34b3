package alrc.jobs.complete;

import alrc.core.model.Fill;
import alrc.jobs.data.PartFiles;
import alrc.jobs.data.PartFooters;
import alrc.jobs.data.ScanStep;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.baseline.ScanScale;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.ParquetMasks;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import alrc.stem.examples.ExampleDigest;
import alrc.stem.examples.ExamplePart;
import alrc.stem.examples.StoredExample;
import alrc.stem.scan.Scan;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.Targets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The scans of a prepared data set, of all splits. */
final class PreparedScanSet implements ScanSet {
  private final Storage storage;
  private final String address;
  private final Manifest manifest;
  private final Map<String, ScanMask> masks = new LinkedHashMap<>();
  private final ScanScale scale;

  private PreparedScanSet(Storage storage, String address) throws IOException {
    this.storage = storage;
    this.address = address;
    this.manifest = manifest(storage, address);
    String file = Storage.inside(address, ParquetMasks.FILE);
    if (storage.exists(file)) {
      ParquetMasks.read(storage.input(file)).forEach(mask -> masks.put(mask.id(), mask));
    }
    this.scale =
        step().equals(Fill.PROBE_SCAN.step()) ? ScanScale.PROBE_SCAN : ScanScale.PARTIAL_SCAN;
  }

  /** Opens a data set, of which only its manifest and its masks are read. */
  static PreparedScanSet open(Storage storage, String address) throws IOException {
    return new PreparedScanSet(storage, address);
  }

  /** Whether a folder is a prepared data set. */
  static boolean isOne(Storage storage, String address) throws IOException {
    return storage.exists(Storage.inside(address, Manifest.FILE));
  }

  private static Manifest manifest(Storage storage, String address) throws IOException {
    try {
      return Manifest.fromJson(storage.readText(Storage.inside(address, Manifest.FILE)));
    } catch (IllegalArgumentException foreign) {
      throw new UserMistake(
          "--data " + address + ": its manifest.json is not that of a prepared data set", foreign);
    }
  }

  @Override
  public String step() {
    return ScanStep.of(manifest).orElse(Fill.NONE.step());
  }

  @Override
  public String digest() {
    return manifest.digest();
  }

  @Override
  public List<ScanMask> masks() {
    return List.copyOf(masks.values());
  }

  @Override
  public List<Chunk> chunks() throws IOException {
    if (masks.isEmpty()) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--data %s: has no scans; prepare with a recipe that has a scan path",
              address));
    }
    List<Chunk> chunks = new ArrayList<>();
    long digest = 0;
    for (Split split : Split.values()) {
      for (PartFiles part : PartFooters.parts(storage, address, split)) {
        PartFacts facts = facts(part);
        long scans = facts.sources().stream().mapToLong(SourceFacts::examples).sum();
        digest += facts.sources().stream().mapToLong(SourceFacts::digest).sum();
        String place = part.address();
        String name = split.label() + "/" + place.substring(place.lastIndexOf('/') + 1);
        chunks.addAll(Chunk.of(name, place, split.label(), 0, scans));
      }
    }
    if (!ExampleDigest.text(digest).equals(manifest.digest())) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--data %s: its parts are not those of its manifest; run prepare again to finish it",
              address));
    }
    return chunks;
  }

  private PartFacts facts(PartFiles part) throws IOException {
    String rule = ": is not a whole part file of prepare; remove it and prepare again";
    try {
      return part.facts(storage)
          .orElseThrow(() -> new UserMistake("--data " + part.address() + rule));
    } catch (UserMistake known) {
      throw known;
    } catch (RuntimeException foreign) {
      throw new UserMistake("--data " + part.address() + rule, foreign);
    }
  }

  @Override
  public List<Reject> rejects() {
    return List.of();
  }

  @Override
  public Reader open(Chunk chunk) throws IOException {
    PartFiles part =
        PartFiles.of(chunk.place())
            .orElseThrow(() -> new UserMistake("--data " + chunk.place() + ": is no part file"));
    return new PartReader(part.open(storage));
  }

  private final class PartReader implements Reader {
    private final ExamplePart part;

    PartReader(ExamplePart part) {
      this.part = part;
    }

    @Override
    public String id(int position) {
      return part.id(position);
    }

    @Override
    public PartialExample read(int position) throws IOException {
      StoredExample stored = part.withoutPixels(position);
      ScanMask mask = stored.maskId() == null ? null : masks.get(stored.maskId());
      if (mask == null) {
        throw unusable(stored, "no-mask", "mask " + stored.maskId() + " is not in masks.parquet");
      }
      return example(part.read(position, ExamplePart.Wanted.ALL), mask);
    }

    @Override
    public void close() throws IOException {
      part.close();
    }
  }

  private PartialExample example(StoredExample stored, ScanMask mask) {
    float[] input = stored.denseScan(mask);
    float[] values = new float[mask.selected().length];
    for (int k = 0; k < values.length; k++) {
      values[k] = input[mask.selected()[k]];
    }
    int wrong = Values.firstNotFinite(values);
    if (wrong >= 0) {
      throw unusable(
          stored, "not-finite", Values.place(values[wrong], mask.selected()[wrong], mask.width()));
    }
    boolean blurred = manifest.recipeSettings().path("truth").asText("").equals("blurred");
    float[] truth = stored.truth();
    return new PartialExample(
        stored.id(),
        stored.key(),
        new PartialExample.Measured(
            new Scan(mask, values), scale, stored.rawMin(), stored.rawMax()),
        input,
        blurred ? truth : Targets.full(truth, stored.height(), stored.width()));
  }

  private static UnusableScanException unusable(StoredExample stored, String why, String detail) {
    var key = stored.key();
    return new UnusableScanException(
        new Reject(
            key.source(), key.image(), key.frame(), key.row(), key.col(), "scan", why, detail));
  }
}
