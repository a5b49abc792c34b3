package alrc.jobs.complete;

import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;

/**
 * The output of {@code complete}.
 *
 * @param storage of the output
 * @param address of the folder
 */
public record CompletionFolder(Storage storage, String address) {
  private static final String SUFFIX = ".parquet";
  private static final long ABANDONED_MILLIS = TimeUnit.HOURS.toMillis(12);

  private String completions() {
    return Storage.inside(address, "completions");
  }

  /** The file of a chunk. */
  String file(Chunk chunk) {
    return Storage.inside(completions(), "part-" + chunk.key() + SUFFIX);
  }

  /** The address of a file at the top. */
  String inside(String name) {
    return Storage.inside(address, name);
  }

  /** Removes unfinished files that killed runs left. */
  public void removeAbandoned() throws IOException {
    long now = System.currentTimeMillis();
    for (FileStatus file : storage.list(completions())) {
      boolean unfinished = file.getPath().getName().endsWith(".tmp");
      if (unfinished && now - file.getModificationTime() > ABANDONED_MILLIS) {
        storage.delete(file.getPath().toString());
      }
    }
  }

  /** The facts of every file of completions, by address. */
  public Map<String, ChunkFacts> done() throws IOException {
    Map<String, ChunkFacts> done = new LinkedHashMap<>();
    for (FileStatus file : storage.list(completions())) {
      String name = file.getPath().getName();
      if (name.endsWith(SUFFIX) && !name.startsWith(".")) {
        done.put(file.getPath().toString(), ChunkFacts.read(storage, file.getPath().toString()));
      }
    }
    return done;
  }

  /**
   * Refuses to add to the completions of another model, or of other data, or to anything else.
   *
   * @param keys of all chunks of the data
   */
  public void checkSame(
      CompletionSpec spec, ScanSet scans, Set<String> keys, Map<String, ChunkFacts> done)
      throws IOException {
    if (done.isEmpty()) {
      refuseOtherOutput();
    }
    Map<String, String> asked = spec.identity(scans);
    for (ChunkFacts facts : done.values()) {
      asked.forEach((option, value) -> checkOption(spec, facts, option, value));
      if (!keys.contains(facts.chunk().key())) {
        throw new UserMistake(
            String.format(
                Locale.ROOT,
                "--data %s: %s contains completions of other data (%s); give those data or another"
                    + " folder",
                spec.data(),
                address,
                facts.chunk().name()));
      }
    }
  }

  private void checkOption(CompletionSpec spec, ChunkFacts facts, String option, String asked) {
    String there = facts.identity().getOrDefault(option, "none");
    if (!there.equals(asked)) {
      boolean plain = !option.equals("--model") && !option.equals("--mask");
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "%s %s: %s contains completions with another (%s); give that or another folder",
              option,
              spec.given(option),
              address,
              plain
                  ? (there.isEmpty() ? "none" : there)
                  : there.substring(0, Math.min(12, there.length()))));
    }
  }

  private void refuseOtherOutput() throws IOException {
    boolean sweep = new Ledger(new SweepFolder(storage, address)).hasStudy();
    if (sweep || storage.exists(inside("masks.parquet"))) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--output %s: contains a %s; give another folder",
              address,
              sweep ? "sweep" : "prepared data set"));
    }
  }
}
