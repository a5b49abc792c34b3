package alrc.jobs.data;

import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;

/** What the part files of a data set say of themselves, in their footers. */
public final class PartFooters {
  private PartFooters() {}

  /** The folder of a split's parts. */
  public static String folder(String output, Split split) {
    return Storage.inside(output, "examples/split=" + split.label());
  }

  /** The parts of a split, whatever their format. */
  public static List<PartFiles> parts(Storage storage, String output, Split split)
      throws IOException {
    List<PartFiles> parts = new ArrayList<>();
    for (FileStatus file : storage.list(folder(output, split))) {
      PartFiles.of(file.getPath().toString()).ifPresent(parts::add);
    }
    return parts;
  }

  /** The facts of every part, by address. */
  public static Map<String, PartFacts> read(Storage storage, String output) throws IOException {
    Map<String, PartFacts> facts = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      for (PartFiles part : parts(storage, output, split)) {
        facts.put(part.address(), facts(storage, part));
      }
    }
    return facts;
  }

  /** The digest of all examples: the sum of the parts'. */
  public static long digest(Storage storage, String output) throws IOException {
    return read(storage, output).values().stream()
        .flatMap(part -> part.sources().stream())
        .mapToLong(SourceFacts::digest)
        .sum();
  }

  private static PartFacts facts(Storage storage, PartFiles part) throws IOException {
    String rule =
        part.address() + ": is not a whole part file of prepare; remove it and prepare again";
    try {
      return part.facts(storage).orElseThrow(() -> new UserMistake(rule));
    } catch (FileNotFoundException | RuntimeException foreign) {
      throw new UserMistake(rule, foreign);
    }
  }
}
