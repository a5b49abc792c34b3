package alrc.stem.prepare;

import alrc.stem.dataset.HashSplit;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.fingerprint.Fingerprint;
import alrc.stem.prepare.Selection.Selected;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.ImageFile;
import alrc.stem.transform.ExampleKey;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.util.List;

/**
 * Turns one source into examples. An example depends only on the source's bytes, the recipe and the
 * seed. Memory contains one band of rows of one image at a time.
 *
 * @param recipe what is done
 * @param seed of the run
 * @param choice of images and frames that are used
 * @param maxPixels the most pixels that a frame may have
 * @param split by content
 */
public record SourcePreparation(
    Recipe recipe, long seed, ImageChoice choice, long maxPixels, HashSplit split) {
  /** The preparation of the images that the readers find. */
  public SourcePreparation(
      Recipe recipe, long seed, FrameChoice frames, long maxPixels, HashSplit split) {
    this(recipe, seed, ImageChoice.of(frames), maxPixels, split);
  }

  private static final String CHANGED = "the file changed after it was examined";

  /**
   * Reads every pixel of a source once and returns its facts, without making examples. The split is
   * the one that the source has if no other source is a copy of it. A file that cannot be used is a
   * result, not an exception. All of a file is checked here, so that no image of a damaged file is
   * used.
   *
   * @param sourceName the file relative to the root of its input
   * @throws IOException when the storage fails
   */
  public SourceFacts examine(SeekableSource source, String sourceName) throws IOException {
    HashedSource hashed = new HashedSource(source);
    int images = 0;
    try {
      ImageFile file = ImageReaders.open(hashed, maxPixels, choice.dataset()).own();
      images = file.images().size();
      Selection selection = Selection.of(sourceName, file.images(), recipe, choice);
      List<Fingerprint> fingerprints = Fingerprints.of(selection.used());
      String sha256 = hashed.checkedSha256();
      return new SourceFacts(
          sourceName,
          sha256,
          split.of(sha256),
          images,
          selection.used().size(),
          selection.crops(),
          0,
          0,
          selection.rejects(),
          fingerprints,
          selection.described());
    } catch (UnreadableImageException e) {
      String sha256 = hashed.sha256IfReadable();
      return rejected(sourceName, sha256, images, "read", e.kind().reason(), e.explanation());
    }
  }

  /**
   * Prepares a source that {@link #examine} found to be usable. The source is hashed after its last
   * pixel was read: a byte that still is what was examined was so when it became a pixel. (A hash
   * taken along with the reading would miss a change between two reads of the same bytes.)
   *
   * @param examined its facts, in the split that its examples are to have
   * @param sink takes the examples, in the order of the file; the caller discards them if this
   *     method throws
   * @throws UnreadableImageException of the kind {@link Kind#TOO_LARGE} if it needs more memory
   *     than the caller's thread may use
   * @throws ChangedSourceException if the source no longer has the bytes that were examined
   * @throws IOException if the storage fails
   */
  public SourceFacts prepare(SeekableSource source, SourceFacts examined, ExampleSink sink)
      throws IOException {
    SourceFacts made;
    try {
      made = make(source, examined, sink);
    } catch (UnreadableImageException e) {
      if (e.kind() == Kind.TOO_LARGE) {
        throw e;
      }
      throw new ChangedSourceException(CHANGED + ": " + e.explanation(), e);
    }
    String found = sha256(source);
    if (!found.equals(examined.sha256())) {
      throw new ChangedSourceException(
          CHANGED + ": SHA-256 " + examined.sha256() + " before, " + found + " now");
    }
    return made;
  }

  private SourceFacts make(SeekableSource source, SourceFacts examined, ExampleSink sink)
      throws IOException {
    ImageFile file = ImageReaders.open(source, maxPixels, choice.dataset()).own();
    Selection selection = Selection.of(examined.source(), file.images(), recipe, choice);
    FrameCrops crops = new FrameCrops(recipe, seed, selection.rejects(), sink, examined.split());
    for (Selected selected : selection.used()) {
      for (int frame : selected.frames()) {
        ExampleKey key =
            new ExampleKey(examined.source(), examined.sha256(), selected.index(), frame, 0, 0, 0);
        crops.prepare(selected.image(), key);
      }
    }
    return new SourceFacts(
        examined.source(),
        examined.sha256(),
        examined.split(),
        file.images().size(),
        selection.used().size(),
        selection.crops(),
        crops.examples(),
        crops.digest(),
        crops.rejects(),
        examined.fingerprints(),
        examined.used());
  }

  /**
   * Returns the facts of a source that cannot be opened or read, for example for lack of
   * permission.
   */
  public SourceFacts unreadable(String sourceName, IOException cause) {
    String detail = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return rejected(sourceName, "", 0, "open", "unreadable", detail);
  }

  /**
   * Returns the facts of a source for which an exception was thrown that no reader is expected to
   * throw.
   */
  public SourceFacts failed(String sourceName, Throwable cause) {
    return rejected(sourceName, "", 0, "read", Reject.FAILED, failure(cause));
  }

  /** Returns the facts of a source that ends the process that reads it. */
  public SourceFacts crashed(String sourceName, String how) {
    return rejected(sourceName, "", 0, "read", Reject.CRASHED, how);
  }

  /** Returns class, message and place of an unexpected exception, on one line. */
  public static String failure(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    String place = trace.length == 0 ? "" : " (" + trace[0] + ")";
    return cause.getClass().getName() + ": " + cause.getMessage() + place;
  }

  /**
   * Counts the images and crops of a source, without decoding pixels.
   *
   * @param sourceName the name that rejects carry
   * @throws UnreadableImageException when the file cannot be read as a micrograph
   */
  public SourcePlan plan(SeekableSource source, String sourceName) throws IOException {
    ImageFile file = ImageReaders.open(source, maxPixels, choice.dataset()).own();
    Selection selection = Selection.of(sourceName, file.images(), recipe, choice);
    return new SourcePlan(
        file.images().size(), selection.used().size(), selection.crops(), selection.rejects());
  }

  private SourceFacts rejected(
      String sourceName, String sha256, int images, String stage, String reason, String detail) {
    Reject reject = Reject.file(sourceName, stage, reason, detail);
    return new SourceFacts(
        sourceName,
        sha256,
        split.of(sha256),
        images,
        0,
        0,
        0,
        0,
        List.of(reject),
        List.of(),
        List.of());
  }

  /** Returns the SHA-256 of a source's bytes, hexadecimal. */
  public static String sha256(SeekableSource source) throws IOException {
    return new HashedSource(source).sha256();
  }
}
