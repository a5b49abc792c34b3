package alrc.jobs.complete;

import alrc.core.complete.CompletionNetwork;
import alrc.core.complete.KeptNetwork;
import alrc.core.complete.ScriptNetwork;
import alrc.core.complete.UnusableNetworkException;
import alrc.core.train.ComputeDevice;
import alrc.jobs.storage.Storage;
import alrc.settings.Sha256;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The networks of this process: each is loaded once per device, whatever the number of tasks. Two
 * that no task uses stay loaded.
 */
public final class LoadedModels {
  private static final int IDLE = 2;
  private static final Map<Key, Entry> ENTRIES = new LinkedHashMap<>();
  private static long loads;

  private record Key(String digest, ComputeDevice device) {}

  private static final class Entry {
    private final CompletionNetwork network;
    private int users;

    Entry(CompletionNetwork network) {
      this.network = network;
    }
  }

  /**
   * A network while a task uses it.
   *
   * @param network not to be closed by the task
   * @param release ends the use
   */
  public record Use(CompletionNetwork network, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  private LoadedModels() {}

  /** How often a network was loaded in this process. */
  public static synchronized long loads() {
    return loads;
  }

  /**
   * The network of a file.
   *
   * @throws UserMistake if the file is not what it was, or no network
   */
  public static synchronized Use use(Storage storage, ModelRef model, ComputeDevice device)
      throws IOException {
    Key key = new Key(model.digest(), device);
    Entry entry = ENTRIES.get(key);
    if (entry == null) {
      entry = new Entry(open(bytes(storage, model), model, device));
      ENTRIES.put(key, entry);
      loads++;
    }
    Entry used = entry;
    used.users++;
    return new Use(used.network, () -> release(used));
  }

  private static synchronized void release(Entry entry) {
    entry.users--;
    long idle = ENTRIES.values().stream().filter(other -> other.users == 0).count();
    Iterator<Entry> all = ENTRIES.values().iterator();
    while (idle > IDLE && all.hasNext()) {
      Entry oldest = all.next();
      if (oldest.users == 0) {
        oldest.network.close();
        all.remove();
        idle--;
      }
    }
  }

  private static byte[] bytes(Storage storage, ModelRef model) throws IOException {
    byte[] bytes = storage.readBytes(model.address());
    if (!digest(bytes).equals(model.digest())) {
      throw new UserMistake(
          "--model " + model.address() + ": the file changed while it was used; run again");
    }
    return bytes;
  }

  static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.start().digest(bytes));
  }

  /** Opens a file's network, which the caller closes. */
  static CompletionNetwork open(byte[] bytes, ModelRef model, ComputeDevice device) {
    try {
      return model.kind() == ModelRef.Kind.KEPT
          ? KeptNetwork.open(bytes, device)
          : ScriptNetwork.open(bytes, model.side(), device);
    } catch (UnusableNetworkException unusable) {
      throw mistake(model.address(), unusable);
    }
  }

  /** The line for a network that cannot do what is asked. */
  static UserMistake mistake(String address, UnusableNetworkException unusable) {
    return new UserMistake("--model " + address + ": " + unusable.getMessage(), unusable);
  }
}
