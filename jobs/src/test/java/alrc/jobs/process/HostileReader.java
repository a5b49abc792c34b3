package alrc.jobs.process;

import alrc.stem.format.tiff.TiffReader;
import alrc.stem.source.RangeSource;
import alrc.stem.source.SeekableSource;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;

/** A reader with faults, of files that begin with {@link #MARK} and the name of one. */
public final class HostileReader implements ImageReader {
  /** The first bytes of its files. */
  public static final String MARK = "hostile reader: ";

  /**
   * Fault whose file goes on with the path of an output, which is deleted once it has examples, and
   * after the end of the line with a TIFF.
   */
  public static final String DELETE = "delete ";

  /** Added to the path of an output, the name of a file that prevents this. */
  public static final String SPARED = ".spared";

  @Override
  public String format() {
    return "hostile";
  }

  @Override
  public boolean matches(ByteBuffer head) {
    return text(head).startsWith(MARK);
  }

  private static String text(ByteBuffer head) {
    return StandardCharsets.ISO_8859_1.decode(head).toString();
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    ByteBuffer content = ByteBuffer.allocate((int) source.size());
    source.readFully(0, content);
    String fault = text(content.flip()).substring(MARK.length()).lines().findFirst().orElse("");
    if (fault.startsWith(DELETE)) {
      return afterDeleting(Path.of(fault.substring(DELETE.length())), source, maxPixels);
    }
    switch (fault) {
      case "throw" -> throw new IllegalStateException("a fault\nof the reader");
      case "overflow" -> deeper(0);
      case "allocate" -> allocate();
      case "missing" -> throw new NoClassDefFoundError("org/absent/Library");
      default -> Runtime.getRuntime().halt(99);
    }
    throw new AssertionError("reached");
  }

  private static ImageFile afterDeleting(Path output, SeekableSource source, long maxPixels)
      throws IOException {
    if (Files.exists(output.resolve("examples")) && !Files.exists(Path.of(output + SPARED))) {
      FileUtils.deleteDirectory(output.toFile());
    }
    long at = MARK.length() + DELETE.length() + output.toString().length() + 1;
    RangeSource image = new RangeSource(source, source.name(), at, source.size() - at);
    return new TiffReader().open(image, maxPixels);
  }

  private static long deeper(long depth) {
    return depth < 0 ? 0 : 1 + deeper(depth + 1);
  }

  private static void allocate() {
    List<byte[]> kept = new ArrayList<>();
    while (true) {
      kept.add(new byte[1 << 25]);
    }
  }
}
