package alrc.stem.format.tia;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.SiblingSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageReader;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Recognises the EMI files of FEI's TIA, which describe an acquisition whose images are in the SER
 * files beside them: NAME.emi with NAME_1.ser, NAME_2.ser … (RosettaSciIO, {@code tia/_api.py}).
 * Opening one returns the images of those files with the files' names.
 */
public final class EmiReader implements ImageReader {
  private static final String FORMAT = "EMI";
  private static final int SIGNATURE = 0x4a4b0002;
  private static final int MOST_SERIES = 99;
  private static final SerReader SERIES = new SerReader();

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public boolean matches(ByteBuffer head) {
    return head.limit() >= 4 && head.getInt(0) == SIGNATURE;
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    String name = source.name().substring(source.name().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String extension = name.endsWith(".EMI") ? ".SER" : ".ser";
    List<StoredImage> images = new ArrayList<>();
    List<String> series = new ArrayList<>();
    for (int i = 1; i <= MOST_SERIES; i++) {
      Optional<SiblingSource> sibling = SiblingSource.find(source, stem + "_" + i + extension);
      if (sibling.isPresent()) {
        series.add(sibling.get().name());
        images.addAll(series(sibling.get(), maxPixels).images());
      } else if (i > 9) {
        break;
      }
    }
    if (series.isEmpty()) {
      throw UnreadableImageException.companion(
          FORMAT,
          String.format(
              Locale.ROOT,
              "describes %s_1%s, which contains the image and is not in the same folder",
              stem,
              extension));
    }
    return ImageFile.companion(FORMAT, images, series);
  }

  private static ImageFile series(SiblingSource sibling, long maxPixels) throws IOException {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(4, sibling.size()));
    sibling.readFully(0, head);
    if (!SERIES.matches(head.flip())) {
      throw UnreadableImageException.corrupt(
          FORMAT, 0, "a TIA series in " + sibling.name() + " beside it", "another file");
    }
    return SERIES.open(sibling, maxPixels);
  }
}
