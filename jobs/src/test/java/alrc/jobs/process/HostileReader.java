package alrc.jobs.process;

import alrc.stem.source.SeekableSource;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A reader with faults, of files that begin with {@link #MARK} and the name of one. */
public final class HostileReader implements ImageReader {
  /** The first bytes of its files. */
  public static final String MARK = "hostile reader: ";

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
  public ImageFile open(SeekableSource source, long maxPixels) throws java.io.IOException {
    ByteBuffer content = ByteBuffer.allocate((int) source.size());
    source.readFully(0, content);
    String fault = text(content.flip()).substring(MARK.length()).strip();
    switch (fault) {
      case "throw" -> throw new IllegalStateException("a fault\nof the reader");
      case "overflow" -> deeper(0);
      case "allocate" -> allocate();
      case "missing" -> throw new NoClassDefFoundError("org/absent/Library");
      default -> Runtime.getRuntime().halt(99);
    }
    throw new AssertionError("reached");
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
