package alrc.jobs.complete;

import alrc.settings.RecordJson;
import alrc.settings.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A few scans that are completed together and written to one file. Chunks follow from the data
 * alone, so that a file's name says which scans are done.
 *
 * @param name of the part, or of the stack, by its content
 * @param place address of the file to read
 * @param source name of a raw file; the split of a prepared part
 * @param image index in a raw file; 0 in a part
 * @param first position of the first scan
 * @param count how many scans, at least 1
 */
public record Chunk(String name, String place, String source, int image, int first, int count) {
  /** Scans in a chunk: some seconds of work, and a file of some tens of megabytes. */
  private static final int SCANS = 16;

  /** All chunks of a part or stack of so many scans. */
  static List<Chunk> of(String name, String place, String source, int image, long scans) {
    List<Chunk> chunks = new ArrayList<>();
    for (int first = 0; first < scans; first += SCANS) {
      int count = (int) Math.min(SCANS, scans - first);
      chunks.add(new Chunk(name, place, source, image, first, count));
    }
    return chunks;
  }

  /** Identifies the content. */
  public String key() {
    return Sha256.hex(String.format(Locale.ROOT, "%s|%d|%d|%d", name, image, first, count), 20);
  }

  /** The JSON of chunks for a task. */
  public static String toJson(List<Chunk> chunks) {
    return RecordJson.text(new Chunks(chunks));
  }

  /** Parses the JSON of {@link #toJson}. */
  public static List<Chunk> fromJson(String json) {
    return RecordJson.read(json, Chunks.class).chunks();
  }

  private record Chunks(List<Chunk> chunks) {
    Chunks {
      chunks = List.copyOf(chunks);
    }
  }
}
