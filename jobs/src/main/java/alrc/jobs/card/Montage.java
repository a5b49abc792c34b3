package alrc.jobs.card;

import alrc.stem.scan.ScanMask;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures side by side, and as PNG. */
public final class Montage {
  /** Three pairs of truth and scan. */
  private static final int PER_ROW = 6;

  private static final int GAP = 4;
  private static final int WHITE = 255;

  private Montage() {}

  /** The PNG of all truths, each with its scan to its right, and of the scan paths after them. */
  public static byte[] png(List<Pictured> examples, List<ScanMask> masks) throws IOException {
    List<BufferedImage> tiles = new ArrayList<>();
    for (Pictured example : examples) {
      tiles.add(example.truth());
      example.scan().ifPresent(tiles::add);
    }
    masks.forEach(mask -> tiles.add(Pictured.of(mask)));
    return png(sideBySide(tiles));
  }

  /** The PNG of one picture, in a form that an {@code img} element takes. */
  public static String dataUri(BufferedImage picture) throws IOException {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(picture));
  }

  private static BufferedImage sideBySide(List<BufferedImage> tiles) {
    int wide = tiles.stream().mapToInt(BufferedImage::getWidth).max().orElse(1) + GAP;
    int high = tiles.stream().mapToInt(BufferedImage::getHeight).max().orElse(1) + GAP;
    int columns = Math.max(1, Math.min(PER_ROW, tiles.size()));
    int rows = Math.max(1, (tiles.size() + columns - 1) / columns);
    BufferedImage all =
        new BufferedImage(columns * wide - GAP, rows * high - GAP, BufferedImage.TYPE_BYTE_GRAY);
    int[] white = new int[all.getWidth() * all.getHeight()];
    java.util.Arrays.fill(white, WHITE);
    all.getRaster().setSamples(0, 0, all.getWidth(), all.getHeight(), 0, white);
    for (int i = 0; i < tiles.size(); i++) {
      all.getRaster().setRect(i % columns * wide, i / columns * high, tiles.get(i).getRaster());
    }
    return all;
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture, "png", stream);
    }
    return bytes.toByteArray();
  }
}
