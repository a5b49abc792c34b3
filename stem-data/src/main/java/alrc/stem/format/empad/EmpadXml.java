package alrc.stem.format.empad;

import alrc.stem.source.SeekableSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the XML of an EMPAD acquisition says of its {@code .raw}, as RosettaSciIO's {@code
 * empad/_api.py} reads it. It is matched, never parsed.
 *
 * @param rawName the name of the file of pixels, never a path
 * @param frames each number of frames that it states: of a series, or rows times columns of a scan
 */
record EmpadXml(String rawName, List<Long> frames) {
  private static final int MOST_BYTES = 1 << 20;
  private static final String RAW_FILE = "<raw_file ";
  private static final Pattern NAME = Pattern.compile("\\bfilename=[\"']([^\"'/\\\\]{1,255})[\"']");
  private static final Pattern COUNT =
      Pattern.compile(
          "<(series_count|pix_x|pix_y|scan_resolution_x|scan_resolution_y)>\\s{0,99}([0-9]{1,9})\\b");

  /** Copies the list. */
  EmpadXml {
    frames = List.copyOf(frames);
  }

  /** Reads a file; empty where it is not of an EMPAD. */
  static Optional<EmpadXml> read(SeekableSource source) throws IOException {
    if (source.size() > MOST_BYTES) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) source.size());
    source.readFully(0, bytes);
    String text = new String(bytes.array(), StandardCharsets.UTF_8);
    int start = text.indexOf(RAW_FILE);
    int end = text.indexOf('>', Math.max(0, start));
    Matcher name = NAME.matcher(start < 0 || end < 0 ? "" : text.substring(start, end));
    return name.find() ? Optional.of(new EmpadXml(name.group(1), frames(text))) : Optional.empty();
  }

  private static List<Long> frames(String text) {
    List<Long> frames = new ArrayList<>();
    long columns = 0;
    Matcher counts = COUNT.matcher(text);
    while (counts.find()) {
      long count = Long.parseLong(counts.group(2));
      if (counts.group(1).endsWith("_x")) {
        columns = count;
      } else {
        frames.add(counts.group(1).endsWith("_y") ? columns * count : count);
      }
    }
    return frames;
  }
}
