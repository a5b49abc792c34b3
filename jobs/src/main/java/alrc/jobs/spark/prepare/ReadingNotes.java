package alrc.jobs.spark.prepare;

import alrc.jobs.ledger.lock.ProcessMark;
import alrc.jobs.storage.Storage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;

/**
 * {@code OUT/.reading/*.json}: which file a task reads. The next process thereby detects that this
 * one crashed (out of memory, a native crash, a kill) and at which files.
 */
final class ReadingNotes {
  private static final String FOLDER = ".reading";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Storage storage;
  private final String folder;
  private final String name;

  /** The notes of an output, one of which is that of the caller's task. */
  ReadingNotes(Storage storage, String output) {
    this.storage = storage;
    this.folder = Storage.inside(output, FOLDER);
    this.name = UUID.randomUUID() + ".json";
  }

  /**
   * The content of a note.
   *
   * @param source the file that is read
   * @param process that reads it
   */
  record Note(String source, ProcessMark process) {
    boolean mayLive() {
      return process.here() && process.livesHere();
    }
  }

  /** This task begins to read a file. */
  void begin(String source) throws IOException {
    Note note = new Note(source, ProcessMark.current());
    storage.writeText(Storage.inside(folder, name), MAPPER.writeValueAsString(note) + "\n");
  }

  /** This task reads no file any more; the process is alive. */
  void end() throws IOException {
    storage.delete(Storage.inside(folder, name));
  }

  /**
   * The files that were being read when a process crashed, or may have crashed: processes on other
   * machines cannot be asked.
   */
  Set<String> suspects() throws IOException {
    Set<String> suspects = new HashSet<>();
    for (FileStatus file : storage.list(folder)) {
      read(file).filter(note -> !note.mayLive()).ifPresent(note -> suspects.add(note.source()));
    }
    return suspects;
  }

  /**
   * Removes the notes of all processes that do not live on this machine, at the end of a run.
   *
   * @return whether no other run is at work on the output
   */
  boolean clear() throws IOException {
    boolean alone = true;
    for (FileStatus file : storage.list(folder)) {
      Optional<Note> note = read(file);
      alone &= note.map(one -> one.process().here() && !one.mayLive()).orElse(true);
      if (note.map(one -> !one.mayLive()).orElse(true)) {
        storage.delete(file.getPath().toString());
      }
    }
    if (storage.list(folder).isEmpty()) {
      storage.delete(folder);
    }
    return alone;
  }

  private Optional<Note> read(FileStatus file) throws IOException {
    try {
      String text = storage.readText(file.getPath().toString());
      return Optional.ofNullable(MAPPER.readValue(text, Note.class));
    } catch (JsonProcessingException | FileNotFoundException gone) {
      return Optional.empty();
    }
  }
}
