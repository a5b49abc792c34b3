package alrc.jobs.ledger.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Objects;
import java.util.Optional;

/**
 * The content of a lock file.
 *
 * @param id of the run
 * @param pid of the process that runs the sweep
 * @param started mark of the process's start, see {@link ProcessMark}
 * @param since when it took the lock, UTC; for messages only
 * @param beats how often it has written this file: a heartbeat that no clock is needed to read
 */
record LockNote(String id, String host, long pid, String started, String since, long beats) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  LockNote {
    Objects.requireNonNull(id);
    Objects.requireNonNull(host);
    Objects.requireNonNull(started);
  }

  static LockNote of(String id, ProcessMark process, String since) {
    return new LockNote(id, process.host(), process.pid(), process.started(), since, 0);
  }

  /** Reads a file's text; empty if it is damaged or not written to its end. */
  static Optional<LockNote> parse(String text) {
    try {
      return Optional.ofNullable(MAPPER.readValue(text, LockNote.class));
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  String text() {
    try {
      return MAPPER.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  LockNote nextBeat() {
    return new LockNote(id, host, pid, started, since, beats + 1);
  }

  ProcessMark process() {
    return new ProcessMark(host, pid, started);
  }

  /** For example {@code process 12 on host1 since 2026-01-31T12:00:00Z}. */
  @Override
  public String toString() {
    return process() + " since " + since;
  }
}
