package alrc.jobs.data;

import alrc.jobs.storage.Storage;
import alrc.stem.dataset.PartFacts;
import alrc.stem.examples.DatasetFormat;
import alrc.stem.examples.ExampleGlance;
import alrc.stem.examples.ExamplePart;
import alrc.stem.examples.Formats;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The files of one part of a data set.
 *
 * @param base the part's address without the end of its name
 * @param format of the data set
 */
public record PartFiles(String base, DatasetFormat format) {
  /** The part with this main file; empty where it is none's. */
  public static Optional<PartFiles> of(String address) {
    String name = address.substring(address.lastIndexOf('/') + 1);
    return Formats.ofFile(name)
        .map(
            format ->
                new PartFiles(
                    address.substring(0, address.length() - format.suffix().length()), format));
  }

  /** The address of the main file. */
  public String address() {
    return base + format.suffix();
  }

  /** What the part says of itself; empty where it says nothing. */
  public Optional<PartFacts> facts(Storage storage) throws IOException {
    return ExamplePart.facts(storage.input(base + format.factsSuffix()));
  }

  /** Reads a few narrow columns of the part, until {@code more} says false. */
  public void glance(Storage storage, Predicate<ExampleGlance> more) throws IOException {
    ExampleGlance.each(storage.input(base + format.factsSuffix()), more);
  }

  /** Opens the part. The caller closes it. */
  public ExamplePart open(Storage storage) throws IOException {
    return format.open(suffix -> storage.input(base + suffix));
  }
}
