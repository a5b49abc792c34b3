package alrc.jobs.spark;

import alrc.jobs.fault.UserMistake;
import alrc.jobs.storage.Storage;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.ParquetFileReader;

/** What the part files of a data set say they hold. */
final class PreparedParts {
  private PreparedParts() {}

  /** The folder of a split's parts. */
  static String folder(String output, Split split) {
    return Storage.inside(output, "examples/split=" + split.label());
  }

  /**
   * The facts of every source that an output holds, by source; left-over temporary files are
   * removed.
   *
   * @throws UserMistake where the output was made with another recipe or seed
   */
  static Map<String, SourceFacts> read(Storage storage, PrepareSpec spec) throws IOException {
    Map<String, SourceFacts> sources = new TreeMap<>();
    for (Split split : Split.values()) {
      for (FileStatus file : storage.list(folder(spec.output(), split))) {
        String address = file.getPath().toString();
        if (address.endsWith(".tmp")) {
          storage.delete(address);
        } else if (address.endsWith(".parquet")) {
          PartFacts facts = facts(storage, address);
          check(facts, spec);
          facts.sources().forEach(source -> sources.put(source.source(), source));
        }
      }
    }
    return sources;
  }

  private static PartFacts facts(Storage storage, String address) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(storage.input(address))) {
      String json = reader.getFileMetaData().getKeyValueMetaData().get(PartFacts.FOOTER_KEY);
      if (json == null) {
        throw new UserMistake(
            "--output: " + address + " was not written by prepare; give an empty folder");
      }
      return PartFacts.fromJson(json);
    } catch (RuntimeException notParquet) {
      if (notParquet instanceof UserMistake mistake) {
        throw mistake;
      }
      throw new UserMistake(
          "--output: " + address + " is not a whole Parquet file; remove it and run again",
          notParquet);
    }
  }

  private static void check(PartFacts facts, PrepareSpec spec) {
    if (facts.seed() != spec.seed()) {
      throw new UserMistake(
          String.format(
              "--seed %d: %s was prepared with seed %d; give that seed or another folder",
              spec.seed(), spec.output(), facts.seed()));
    }
    if (!facts.recipe().equals(spec.recipe())) {
      throw new UserMistake(
          String.format(
              "--recipe: %s was prepared with another recipe; give another folder", spec.output()));
    }
  }
}
