package alrc.jobs.spark.prepare;

import alrc.jobs.ledger.lock.ProcessMark;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;

/**
 * {@code OUT/.run-*.json}: that a driver is at work on an output. If it is gone before the driver
 * ends, the output was deleted, with the parts that tasks had completed.
 */
final class RunNote implements AutoCloseable {
  private static final String PREFIX = ".run-";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Storage storage;
  private final String output;
  private final String address;

  private RunNote(Storage storage, String output, String address) {
    this.storage = storage;
    this.output = output;
    this.address = address;
  }

  /** Writes a note into an output, and removes those that killed drivers of this machine left. */
  static RunNote begin(Storage storage, String output) throws IOException {
    for (FileStatus file : storage.list(output)) {
      if (file.getPath().getName().startsWith(PREFIX) && isDead(storage, file)) {
        storage.delete(file.getPath().toString());
      }
    }
    String address = Storage.inside(output, PREFIX + UUID.randomUUID() + ".json");
    storage.writeText(address, MAPPER.writeValueAsString(ProcessMark.current()) + "\n");
    return new RunNote(storage, output, address);
  }

  private static boolean isDead(Storage storage, FileStatus file) throws IOException {
    try {
      String text = storage.readText(file.getPath().toString());
      ProcessMark driver = MAPPER.readValue(text, ProcessMark.class);
      return driver == null || (driver.here() && !driver.livesHere());
    } catch (JsonProcessingException damaged) {
      return true;
    } catch (FileNotFoundException ended) {
      return false;
    }
  }

  /**
   * Checks that the output is still the one that this run began to write.
   *
   * @throws UserMistake if it was deleted
   */
  void check() throws IOException {
    if (!storage.exists(address)) {
      throw new UserMistake(
          "--output " + output + ": was deleted or moved while it was written; prepare again");
    }
  }

  @Override
  public void close() throws IOException {
    storage.delete(address);
  }
}
