package alrc.jobs.data;

import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.ParquetDuplicates;
import alrc.stem.dataset.ParquetMasks;
import alrc.stem.dataset.ParquetRejects;
import alrc.stem.dataset.ParquetSources;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import alrc.stem.examples.ExampleDigest;
import alrc.stem.examples.ExamplePart;
import alrc.stem.parquet.Row;
import alrc.stem.parquet.RowReader;
import alrc.stem.scan.ScanMask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * Compares a data set with what it says of itself: every example with the digest of its source,
 * these with the manifest, and every page with its checksum.
 */
public final class DatasetCheck {
  private final Storage storage;
  private final String output;
  private final LongConsumer progress;
  private final List<String> findings = new ArrayList<>();
  private final Map<String, ScanMask> masks = new HashMap<>();
  private long examples;
  private long digest;

  /**
   * Of a data set.
   *
   * @param progress takes the number of examples that were read
   */
  public DatasetCheck(Storage storage, String output, LongConsumer progress) {
    this.storage = storage;
    this.output = output;
    this.progress = progress;
  }

  /** How many examples were read. */
  public long examples() {
    return examples;
  }

  /** Reads every example; one line for each fault. */
  public List<String> findings() throws IOException {
    Manifest manifest = manifest();
    tables();
    for (Split split : Split.values()) {
      for (PartFiles part : PartFooters.parts(storage, output, split)) {
        part(part, split);
      }
    }
    compare("examples", manifest.examples(), examples);
    compare("digest", manifest.digest(), ExampleDigest.text(digest));
    return List.copyOf(findings);
  }

  private Manifest manifest() throws IOException {
    String address = Storage.inside(output, Manifest.FILE);
    try {
      return Manifest.fromJson(storage.readText(address));
    } catch (RuntimeException damaged) {
      throw new UserMistake(address + ": is not a manifest of prepare; prepare again", damaged);
    }
  }

  private void compare(String what, Object said, Object found) {
    if (!said.equals(found)) {
      findings.add(
          String.format(
              Locale.ROOT,
              "%s: %s is %s, but the examples have %s",
              Manifest.FILE,
              what,
              said,
              found));
    }
  }

  private void tables() throws IOException {
    for (String name :
        List.of(
            ParquetRejects.FILE, ParquetDuplicates.FILE, ParquetSources.FILE, ParquetMasks.FILE)) {
      String address = Storage.inside(output, name);
      if (storage.exists(address)) {
        try (ParquetReader<Row> rows = RowReader.open(storage.input(address), Set.of())) {
          Row row = rows.read();
          while (row != null) {
            row = rows.read();
          }
          if (name.equals(ParquetMasks.FILE)) {
            ParquetMasks.read(storage.input(address)).forEach(mask -> masks.put(mask.id(), mask));
          }
        } catch (IOException | RuntimeException damaged) {
          findings.add(name + ": " + Storage.reason(damaged));
        }
      } else {
        findings.add(name + ": is missing");
      }
    }
  }

  private void part(PartFiles part, Split split) {
    String name = part.address().substring(part.address().lastIndexOf("/examples/") + 1);
    try (ExamplePart open = part.open(storage)) {
      PartFacts facts =
          part.facts(storage).orElseThrow(() -> new IOException("has no facts of its sources"));
      Map<String, Long> digests = new HashMap<>();
      boolean whole = true;
      for (int i = 0; i < open.count(); i++) {
        whole &= example(name, open, i, digests);
        progress.accept(++examples);
      }
      for (SourceFacts source : facts.sources()) {
        Long found = digests.remove(source.source());
        if (whole && (found == null || found != source.digest())) {
          findings.add(
              name + ": the examples of " + source.source() + " differ from what was prepared");
        }
        if (source.split() != split) {
          findings.add(
              name + ": contains " + source.source() + " of split " + source.split().label());
        }
      }
      digests
          .keySet()
          .forEach(s -> findings.add(name + ": contains examples of " + s + " unasked"));
    } catch (IOException | RuntimeException damaged) {
      findings.add(name + ": " + Storage.reason(damaged));
    }
  }

  private boolean example(String name, ExamplePart part, int i, Map<String, Long> digests) {
    try {
      long one = part.digest(i, masks);
      digest += one;
      digests.merge(part.withoutPixels(i).key().source(), one, Long::sum);
      return true;
    } catch (IOException | RuntimeException damaged) {
      findings.add(name + ": example " + part.id(i) + ": " + Storage.reason(damaged));
      return false;
    }
  }
}
