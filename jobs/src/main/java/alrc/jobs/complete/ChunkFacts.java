package alrc.jobs.complete;

import alrc.jobs.storage.Storage;
import alrc.settings.RecordJson;
import alrc.settings.UserMistake;
import alrc.stem.dataset.Reject;
import alrc.stem.parquet.RowReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a file of completions says of itself, in its footer.
 *
 * @param identity what decides its completions besides the scans, by option
 * @param chunk that it completes
 * @param completed rows of the file
 * @param rejects scans without a row
 * @param digest sum over the rows, independent of their order
 */
public record ChunkFacts(
    Map<String, String> identity, Chunk chunk, long completed, List<Reject> rejects, long digest) {
  static final String FOOTER_KEY = "alrc.completions";

  /** Copies the collections. */
  public ChunkFacts {
    rejects = List.copyOf(rejects);
  }

  /** The JSON for the footer. */
  public String toJson() {
    return RecordJson.text(this);
  }

  /** Parses the JSON of {@link #toJson}. */
  public static ChunkFacts fromJson(String json) {
    return RecordJson.read(json, ChunkFacts.class);
  }

  /** The facts of a file. */
  static ChunkFacts read(Storage storage, String address) throws IOException {
    String rule = address + ": is not a whole file of complete; remove it and run again";
    try {
      String json = RowReader.footer(storage.input(address)).get(FOOTER_KEY);
      if (json == null) {
        throw new UserMistake(rule);
      }
      return fromJson(json);
    } catch (UserMistake known) {
      throw known;
    } catch (RuntimeException foreign) {
      throw new UserMistake(rule, foreign);
    }
  }
}
