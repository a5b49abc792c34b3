package alrc.stem.prepare;

import alrc.stem.dataset.Reject;
import alrc.stem.image.Pixels;
import alrc.stem.image.StoredRange;
import alrc.stem.prepare.Selection.Selected;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads whole frames of a source, for callers that cut and transform them. */
public final class WholeFrames {
  /** A recipe with the smallest possible crop, so that no image is too small for it. */
  private static final Recipe SMALLEST = Recipe.partialStem("whole-frames", 8);

  private static final long MOST_PIXELS = Integer.MAX_VALUE / Float.BYTES / 2;

  private WholeFrames() {}

  /** Takes frames, one after the other. */
  public interface Sink {
    /**
     * Takes a frame.
     *
     * @param image index in the file
     * @param frame index in its stack; −1 for the mean, −2 for the sum
     * @param pixels all rows
     */
    void accept(int image, int frame, Pixels pixels) throws IOException;
  }

  /**
   * Reads the frames that are used.
   *
   * @param name of the source, for the rejects
   * @return what is not used, and why
   */
  public static List<Reject> read(
      SeekableSource source, String name, FrameChoice frames, long maxPixels, Sink sink)
      throws IOException {
    try {
      Selection selection =
          Selection.of(
              name,
              ImageReaders.open(source, maxPixels).own().images(),
              SMALLEST,
              ImageChoice.of(frames));
      List<Reject> rejects = new ArrayList<>(selection.rejects());
      for (Selected selected : selection.used()) {
        long pixels = (long) selected.image().height() * selected.image().width();
        if (pixels > MOST_PIXELS) {
          rejects.add(
              Reject.image(
                  name, selected.index(), "select", "too-large", pixels + " pixels in one row"));
          continue;
        }
        for (int frame : selected.frames()) {
          int height = selected.image().height();
          Pixels whole = Bands.read(selected.image(), frame, 0, height);
          Optional<Reject> loss = loss(name, selected.index(), whole);
          loss.ifPresent(rejects::add);
          if (loss.isEmpty()) {
            sink.accept(selected.index(), frame, whole);
          }
        }
      }
      return rejects;
    } catch (UnreadableImageException e) {
      return List.of(Reject.file(name, "read", e.kind().reason(), e.explanation()));
    }
  }

  /** Refuses a frame whose contrast a column of float32 stored values would lose. */
  private static Optional<Reject> loss(String name, int index, Pixels whole) {
    if (!whole.type().isWide()) {
      return Optional.empty();
    }
    StoredRange range = new StoredRange();
    range.add(whole);
    String detail =
        String.format(Locale.ROOT, "%s…%s: float32 loses the contrast", range.min(), range.max());
    return range.scale().isPlain()
        ? Optional.empty()
        : Optional.of(Reject.image(name, index, "select", "beyond-float32", detail));
  }
}
