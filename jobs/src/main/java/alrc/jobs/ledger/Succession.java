package alrc.jobs.ledger;

import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;

/**
 * Who comes after a dead holder of an output. {@code holder.next-ID.json} names the one successor
 * of the note with that id: only one process can make it. A successor that has died in turn has one
 * successor too, whose note is named for its own. So nobody ever removes what another may just have
 * made in its place; what is left of such a chain is removed by whoever holds the output.
 */
final class Succession {
  private static final String PREFIX = "holder.next";
  private static final int LONGEST = 1000;

  private final Storage storage;
  private final String output;
  private final String note;
  private String claimed = "";

  /**
   * For a process that may succeed.
   *
   * @param note what it says of itself
   */
  Succession(Storage storage, String output, String note) {
    this.storage = storage;
    this.output = output;
    this.note = note;
  }

  /**
   * Claims the place of a dead process, or of the last of those that died while they took it.
   *
   * @param deadId id of its note
   * @return false where another has claimed it, and lives
   */
  boolean claim(String deadId) throws IOException {
    String id = deadId;
    for (int i = 0; i < LONGEST; i++) {
      String address = Storage.inside(output, PREFIX + "-" + id + ".json");
      if (storage.createText(address, note)) {
        claimed = address;
        return true;
      }
      Optional<Holder.Note> other = Holder.read(storage, address);
      if (other.map(Holder.Note::lives).orElse(!storage.exists(address))) {
        return false;
      }
      id = other.map(Holder.Note::id).orElse(id + "-damaged");
    }
    return false;
  }

  /** Puts the process in the place that it has claimed. */
  void write(String address) throws IOException {
    storage.writeText(address, note);
  }

  /** Gives the claim back. */
  void waive() throws IOException {
    if (!claimed.isEmpty()) {
      storage.delete(claimed);
    }
  }

  /** Removes every claim: the output is held, so that none is worth anything. */
  void settle() throws IOException {
    for (FileStatus file : storage.list(output)) {
      if (file.getPath().getName().startsWith(PREFIX)) {
        storage.delete(file.getPath().toString());
      }
    }
  }
}
