package alrc.stem.prepare;

import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceImage;
import alrc.stem.image.PixelSize;
import alrc.stem.image.Use;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.EqualChannels;
import alrc.stem.stored.StoredImage;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The images of one file that are used, and why the others are not.
 *
 * @param used in stored order
 * @param rejects one per image that is not used; of the whole file, where none is used
 */
record Selection(List<Selected> used, List<Reject> rejects) {
  /** The frame index of the mean over all frames. */
  static final int MEAN_FRAME = -1;

  /** The frame index of the sum over all frames. */
  static final int SUM_FRAME = -2;

  /**
   * An image that is used.
   *
   * @param index of the image in its file
   * @param frames to use; {@link #MEAN_FRAME} or {@link #SUM_FRAME} for one of all
   * @param crops in all its frames, each counted once per example that is made of it
   */
  record Selected(int index, StoredImage image, List<Integer> frames, long crops) {}

  private record Refusal(String reason, String detail) {}

  Selection {
    used = List.copyOf(used);
    rejects = List.copyOf(rejects);
  }

  /** Selects images; a colour image whose colours are equal in every pixel is grey. */
  static Selection of(String source, List<StoredImage> images, Recipe recipe, ImageChoice choice)
      throws IOException {
    List<Selected> used = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      StoredImage image = EqualChannels.of(images.get(i)).orElse(images.get(i));
      Optional<Refusal> refusal = refusal(image, recipe, choice);
      if (refusal.isPresent()) {
        String reason = refusal.get().reason();
        rejects.add(Reject.image(source, i, "select", reason, refusal.get().detail()));
      } else {
        List<Integer> frames = frames(image, choice.frames());
        long crops = recipe.examples(image.height(), image.width()) * frames.size();
        used.add(new Selected(i, image, frames, crops));
      }
    }
    if (used.isEmpty()) {
      wholeFile(source, images.size(), rejects);
    }
    return new Selection(used, rejects);
  }

  /**
   * A rejected file has one row of its own: with a single image it says why; else rows per image
   * do.
   */
  private static void wholeFile(String source, int images, List<Reject> rejects) {
    if (images == 1) {
      Reject only = rejects.remove(0);
      rejects.add(Reject.file(source, only.stage(), only.reason(), only.detail()));
    } else {
      String detail =
          images == 0
              ? "the file contains no image"
              : "none of its " + images + " images can be used";
      rejects.add(Reject.file(source, "select", "no-usable-image", detail));
    }
  }

  private static Optional<Refusal> refusal(StoredImage image, Recipe recipe, ImageChoice choice) {
    if (!choice.titles().matches(image.title())) {
      return refused(
          Kind.NOT_SELECTED.reason(),
          String.format(
              Locale.ROOT,
              "its title is \"%s\"; --images %s",
              image.title(),
              choice.titles().text()));
    }
    if (image.use() == Use.MAP && choice.titles().isAll()) {
      return refused(
          "map",
          String.format(
              Locale.ROOT,
              "the element map \"%s\"; choose maps with --images title=PATTERN",
              image.title()));
    }
    Optional<Refusal> notGrey = notGrey(image);
    return notGrey.isPresent() ? notGrey : refusal(image, recipe, choice.frames());
  }

  private static Optional<Refusal> notGrey(StoredImage image) {
    if (image.use() == Use.SPECTRUM) {
      return refused("spectrum", "contains spectra, not an image");
    }
    if (image.use() == Use.COLOUR) {
      return refused(
          "colour",
          image.channels() + " channels of different colours: a rendering, not intensities");
    }
    return image.type().isComplex()
        ? refused("complex", "complex pixels, for instance a Fourier transform")
        : Optional.empty();
  }

  private static Optional<Refusal> refusal(StoredImage image, Recipe recipe, FrameChoice choice) {
    String shape = image.height() + "×" + image.width() + " pixels";
    if (image.frames() > 1 && choice.way() == FrameChoice.Way.NONE) {
      return refused(
          "stack", image.frames() + " frames; choose with --frames first|all|mean|sum|N");
    }
    if (choice.frame() >= image.frames() && image.frames() > 1) {
      return refused(
          "stack",
          String.format(
              Locale.ROOT,
              "%d frames; --frames %d: must be in 0…%d",
              image.frames(),
              choice.frame(),
              image.frames() - 1));
    }
    int side = recipe.crop().side();
    if (recipe.examples(image.height(), image.width()) == 0) {
      return refused(
          "too-small", String.format(Locale.ROOT, "%s; a crop needs %d×%d", shape, side, side));
    }
    long band = (long) side * image.width() * Double.BYTES;
    return band > Integer.MAX_VALUE
        ? refused("too-wide", shape + "; " + side + " rows do not fit into one buffer")
        : Optional.empty();
  }

  private static Optional<Refusal> refused(String reason, String detail) {
    return Optional.of(new Refusal(reason, detail));
  }

  private static List<Integer> frames(StoredImage image, FrameChoice choice) {
    if (image.frames() == 1) {
      return List.of(0);
    }
    return switch (choice.way()) {
      case ALL -> IntStream.range(0, image.frames()).boxed().toList();
      case MEAN -> List.of(MEAN_FRAME);
      case SUM -> List.of(SUM_FRAME);
      case ONE, NONE -> List.of(choice.frame());
    };
  }

  /** What the file says of the images that are used. */
  List<SourceImage> described() {
    return used.stream().map(Selection::described).toList();
  }

  private static SourceImage described(Selected selected) {
    StoredImage image = selected.image();
    return new SourceImage(
        selected.index(),
        image.height(),
        image.width(),
        image.pixelSize().map(PixelSize::size).orElse(null),
        image.pixelSize().map(PixelSize::unit).filter(unit -> !unit.isEmpty()).orElse(null));
  }

  long crops() {
    return used.stream().mapToLong(Selected::crops).sum();
  }
}
