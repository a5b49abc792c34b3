package alrc.jobs.export;

import alrc.jobs.storage.Storage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;

/**
 * The files that an earlier report wrote to a folder, as its {@code ro-crate-metadata.json} lists
 * them. Those that a new report does not write are deleted: an old figure beside new tables says
 * what is true no more. Only a file whose name and content are those of the list is deleted.
 */
final class EarlierReport {
  /** Larger lists are not ours. */
  private static final long MOST_BYTES = 1L << 26;

  private static final Pattern NAME =
      Pattern.compile(
          "[A-Za-z0-9_=,+-][A-Za-z0-9._=,+-]*(/[A-Za-z0-9_=,+-][A-Za-z0-9._=,+-]*){0,3}");

  /** An event file, whose name has the trial that it is of. */
  private static final Pattern EVENTS =
      Pattern.compile("tensorboard/.*/events\\.out\\.tfevents\\.\\d+\\.[0-9a-f]{16}");

  private final Storage storage;
  private final String folder;

  /** What is known of each file, by its name. */
  private final Map<String, JsonNode> files = new LinkedHashMap<>();

  private EarlierReport(Storage storage, String folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** The earlier report of a folder; it has no file where no crate of this program is there. */
  static EarlierReport in(Storage storage, String folder) throws IOException {
    EarlierReport report = new EarlierReport(storage, folder);
    String crate = Storage.inside(folder, RunCrate.FILE);
    Optional<FileStatus> found = storage.status(crate);
    if (found.isPresent() && found.get().isFile() && found.get().getLen() <= MOST_BYTES) {
      try {
        report.read(new ObjectMapper().readTree(storage.readText(crate)).path("@graph"));
      } catch (JsonProcessingException foreign) {
        report.files.clear();
      }
    }
    return report;
  }

  private void read(JsonNode graph) {
    boolean own = false;
    for (JsonNode entity : graph) {
      String id = entity.path("@id").asText();
      own |=
          id.equals(RunCrate.REPORT)
              && entity.path("instrument").path("@id").asText().startsWith(RunCrate.PROGRAM);
      if (entity.path("@type").asText().equals("File") && NAME.matcher(id).matches()) {
        files.put(id, entity);
      }
    }
    if (!own) {
      files.clear();
    }
  }

  /**
   * What became of the files that the new report does not write.
   *
   * @param deleted how many
   * @param changed how many are left, because they are not as the earlier report wrote them
   */
  record Removed(int deleted, int changed) {}

  /**
   * Deletes the files that a new report does not write.
   *
   * @param written names of what it writes
   */
  Removed removeAllBut(Set<String> written) throws IOException {
    int deleted = 0;
    int changed = 0;
    for (Map.Entry<String, JsonNode> file : files.entrySet()) {
      String address = Storage.inside(folder, file.getKey());
      Optional<FileStatus> found =
          written.contains(file.getKey()) ? Optional.empty() : storage.status(address);
      if (found.isPresent() && found.get().isFile()) {
        if (isUnchanged(file.getKey(), file.getValue(), address, found.get())) {
          storage.delete(address);
          deleted++;
        } else {
          changed++;
        }
      }
    }
    return new Removed(deleted, changed);
  }

  private boolean isUnchanged(String name, JsonNode listed, String address, FileStatus found)
      throws IOException {
    if (EVENTS.matcher(name).matches()) {
      return true;
    }
    return listed.path("contentSize").asText().equals(String.valueOf(found.getLen()))
        && listed.path("sha256").asText().equals(FileFacts.of(storage, address).sha256());
  }
}
