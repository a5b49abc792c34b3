package alrc.stem.prepare;

import alrc.stem.crop.CropRow;
import alrc.stem.crop.Cropper;
import alrc.stem.crop.Cut;
import alrc.stem.crop.Patch;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.Split;
import alrc.stem.examples.EncodedExample;
import alrc.stem.image.Pixels;
import alrc.stem.image.SeededGenerator;
import alrc.stem.stored.StoredImage;
import alrc.stem.transform.Example;
import alrc.stem.transform.ExampleKey;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Cuts and processes the crops of the frames of one source, and counts the results. */
final class FrameCrops {
  private final Recipe recipe;
  private final long seed;
  private final ExampleSink sink;
  private final Split split;
  private final List<Reject> rejects;
  private long examples;
  private long digest;

  /**
   * Starts with nothing done.
   *
   * @param rejects of the source so far
   */
  FrameCrops(Recipe recipe, long seed, List<Reject> rejects, ExampleSink sink, Split split) {
    this.recipe = recipe;
    this.seed = seed;
    this.sink = sink;
    this.split = split;
    this.rejects = new ArrayList<>(rejects);
  }

  long examples() {
    return examples;
  }

  /** Returns the sum modulo 2^64 of the examples' digests. */
  long digest() {
    return digest;
  }

  /** Returns the rejects; a file of which every crop was rejected is rejected too. */
  List<Reject> rejects() {
    List<Reject> all = new ArrayList<>(rejects);
    List<Reject> crops = rejects.stream().filter(Reject::isCrop).toList();
    if (examples == 0 && !crops.isEmpty()) {
      String detail = "all of its " + crops.size() + " crops were rejected";
      all.add(Reject.file(crops.get(0).source(), "recipe", "no-usable-crop", detail));
    }
    return all;
  }

  /**
   * Prepares all crops of one frame. One band of rows is in memory at a time.
   *
   * @param frame names the frame; its row and column are those of no crop yet
   */
  void prepare(StoredImage image, ExampleKey frame) throws IOException {
    Cropper crop = recipe.crop();
    RandomGenerator random =
        SeededGenerator.of(seed, "crop", frame.sourceSha256(), frame.image(), frame.frame());
    for (CropRow line : crop.plan(image.height(), image.width(), random)) {
      int rows = Cut.rows(line.row(), crop.side(), image.height());
      Pixels band = Bands.read(image, frame.frame(), Cut.firstRow(line.row()), rows);
      for (int col : line.cols()) {
        Patch patch = Cut.patch(band, line.row(), col, crop.side(), crop.pad());
        ExampleKey key = frame.at(line.row(), col);
        take(recipe.measured(Example.raw(key, crop.side(), patch)));
      }
    }
  }

  private void take(Example crop) throws IOException {
    for (int i = 0; i < recipe.augmentations(); i++) {
      Example raw = crop.augmented(i);
      if (recipe.refuses(raw)) {
        reject(raw.key(), "blank", "the crop is blank by the recipe's criterion" + which(i));
        continue;
      }
      Example example = recipe.apply(raw, seed);
      if (example.isFinite()) {
        EncodedExample encoded = EncodedExample.of(example, sink.pixels());
        examples++;
        digest += encoded.digest();
        sink.accept(encoded, split);
      } else {
        String detail = "NaN or infinity remains after the last step" + which(i);
        reject(example.key(), "not-finite", detail);
      }
    }
  }

  /** Names the augmentation, to distinguish the rejects of one crop. */
  private String which(int augmentation) {
    int all = recipe.augmentations();
    return all == 1 ? "" : "; augmentation " + augmentation + " of 0…" + (all - 1);
  }

  private void reject(ExampleKey key, String reason, String detail) {
    rejects.add(
        new Reject(
            key.source(),
            key.image(),
            key.frame(),
            key.row(),
            key.col(),
            "recipe",
            reason,
            detail));
  }
}
