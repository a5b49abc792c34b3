package alrc.jobs.spark.prepare;

import alrc.jobs.spark.TextTask;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The files that one task reads, one after the other: a note in the output names the one that is
 * read now, and a file at which a process crashed before is first read in a process of its own.
 */
final class SafeReading implements AutoCloseable {
  private final String specJson;
  private final StorageSettings storage;
  private final ReadingNotes notes;
  private final Set<String> suspects = new HashSet<>();

  private SafeReading(String specJson, StorageSettings storage, ReadingNotes notes) {
    this.specJson = specJson;
    this.storage = storage;
    this.notes = notes;
  }

  /** Begins a task; a repeated one looks at which files the executor before it crashed. */
  static SafeReading begin(String specJson, StorageSettings storage) throws IOException {
    PrepareSpec spec = PrepareSpec.fromJson(specJson);
    ReadingNotes notes = new ReadingNotes(storage.open(), spec.output());
    SafeReading reading = new SafeReading(specJson, storage, notes);
    if (TextTask.isRetry()) {
      reading.suspect(notes.suspects());
    }
    return reading;
  }

  /** Adds sources that were being read when a process crashed. */
  void suspect(Set<String> sources) {
    suspects.addAll(sources);
  }

  /**
   * Begins to read a file.
   *
   * @return how it ends a process that reads it, if it does; it must not be read then
   */
  Optional<String> next(FoundFile file) throws IOException {
    if (suspects.contains(file.source())) {
      Optional<String> crash = ReadAlone.crash(specJson, storage, file);
      if (crash.isPresent()) {
        return crash;
      }
    }
    notes.begin(file.source());
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    notes.end();
  }
}
