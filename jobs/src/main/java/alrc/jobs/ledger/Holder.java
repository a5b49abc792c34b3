package alrc.jobs.ledger;

import alrc.jobs.fault.UserMistake;
import alrc.jobs.storage.Storage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * {@code holder.json}: the process that runs a sweep on an output, so that a second one says so and
 * stops. A holder is dead when its process is gone from this host, or when it has not been heard of
 * for {@value #SILENT_SECONDS} s on another; then its place is taken. Where the store cannot create
 * conditionally, two may start in the same moment: harmless, as results are the same.
 */
public final class Holder implements AutoCloseable {
  private static final String FILE = "holder.json";
  private static final long BEAT_SECONDS = 15;
  private static final long SILENT_SECONDS = 90;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Storage storage;
  private final String address;
  private final Note mine;
  private final ScheduledExecutorService beat =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "holder");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * What the file says.
   *
   * @param id of the run
   * @param started of the process, to tell it from a later one of the same number; empty if unknown
   * @param since when it took the output, UTC
   * @param heard when it last said that it lives, UTC
   */
  record Note(String id, String host, long pid, String started, String since, String heard) {
    Note beat() {
      return new Note(id, host, pid, started, since, Instant.now().toString());
    }

    boolean lives() {
      ProcessMark process = new ProcessMark(host, pid, started);
      if (process.here()) {
        return process.livesHere();
      }
      return Duration.between(Instant.parse(heard), Instant.now()).toSeconds() < SILENT_SECONDS;
    }
  }

  private Holder(Storage storage, String address, Note mine) {
    this.storage = storage;
    this.address = address;
    this.mine = mine;
  }

  /**
   * Takes an output.
   *
   * @throws UserMistake naming who holds it
   */
  public static Holder take(Storage storage, String output) throws IOException {
    String address = Storage.inside(output, FILE);
    ProcessMark me = ProcessMark.current();
    String id = UUID.randomUUID().toString();
    String now = Instant.now().toString();
    Note mine = new Note(id, me.host(), me.pid(), me.started(), now, now);
    Succession succession = new Succession(storage, output, text(mine));
    if (!storage.createText(address, text(mine))) {
      replace(storage, address, output, succession);
    }
    succession.settle();
    Holder holder = new Holder(storage, address, mine);
    var unused =
        holder.beat.scheduleAtFixedRate(holder::say, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    return holder;
  }

  private static void refuseIfAlive(Optional<Note> other, String output) {
    if (other.isPresent() && other.get().lives()) {
      Note note = other.get();
      throw new UserMistake(
          String.format(
              "--output %s: is held by process %d on %s since %s; wait for it or stop it",
              output, note.pid(), note.host(), note.since()));
    }
  }

  /**
   * Takes the place of a dead one. Only its {@link Succession successor} may overwrite its note,
   * and looks at it once more before: of several that come at once, one has it.
   */
  private static void replace(Storage storage, String address, String output, Succession succession)
      throws IOException {
    Optional<Note> dead = read(storage, address);
    refuseIfAlive(dead, output);
    boolean mine = succession.claim(idOf(dead));
    Optional<Note> now = read(storage, address);
    if (!mine || !idOf(now).equals(idOf(dead)) || !storage.exists(address)) {
      succession.waive();
      refuseIfAlive(now, output);
      throw new UserMistake(
          "--output " + output + ": another process takes it over at this moment; try again");
    }
    succession.write(address);
    dead.ifPresent(
        note ->
            System.err.printf(
                "taking over from process %d on %s, which is dead%n", note.pid(), note.host()));
  }

  private static String idOf(Optional<Note> note) {
    return note.map(Note::id).orElse("damaged");
  }

  /** Who holds it; nobody where the file is gone or damaged. */
  static Optional<Note> read(Storage storage, String address) throws IOException {
    try {
      return Optional.of(MAPPER.readValue(storage.readText(address), Note.class));
    } catch (JsonProcessingException | FileNotFoundException nobody) {
      return Optional.empty();
    }
  }

  /** Who holds an output and lives, such as {@code process 12 on host1 since 2026-…}. */
  public static Optional<String> living(Storage storage, String output) throws IOException {
    try {
      String text = storage.readText(Storage.inside(output, FILE));
      Note note = MAPPER.readValue(text, Note.class);
      return note.lives()
          ? Optional.of("process " + note.pid() + " on " + note.host() + " since " + note.since())
          : Optional.empty();
    } catch (FileNotFoundException | JsonProcessingException nobody) {
      return Optional.empty();
    }
  }

  private void say() {
    try {
      if (isMine()) {
        storage.writeText(address, text(mine.beat()));
      }
    } catch (IOException | RuntimeException unheard) {
      System.err.println(address + ": cannot be written (" + Storage.reason(unheard) + ")");
    }
  }

  private static String text(Note note) throws JsonProcessingException {
    return MAPPER.writeValueAsString(note) + "\n";
  }

  /** Lets the output go. */
  @Override
  public void close() throws IOException {
    beat.shutdown();
    try {
      if (!beat.awaitTermination(BEAT_SECONDS, TimeUnit.SECONDS)) {
        beat.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (isMine()) {
      storage.delete(address);
    }
  }

  private boolean isMine() throws IOException {
    return read(storage, address).map(Note::id).equals(Optional.of(mine.id()));
  }
}
