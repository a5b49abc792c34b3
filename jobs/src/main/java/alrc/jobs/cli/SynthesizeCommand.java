package alrc.jobs.cli;

import alrc.jobs.storage.OptionAddress;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.settings.UserMistake;
import alrc.stem.synthetic.HaadfSynthesizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Synthetic micrographs, for trying things out. */
@Command(
    name = "synthesize",
    description =
        "Writes synthetic atomic-resolution HAADF micrographs (float32 TIFF), from a seed.",
    footerHeading = "%nExamples:%n",
    footer = {"  alrc synthesize --count 12 --size 1024 --output micrographs"})
final class SynthesizeCommand implements Callable<Integer> {
  @Option(
      names = "--count",
      required = true,
      paramLabel = "N",
      description = "number of micrographs")
  private int count;

  @Option(
      names = "--size",
      required = true,
      paramLabel = "S",
      description = "height and width of each, in pixels")
  private int size;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "local folder")
  private String output = "";

  @Option(names = "--seed", description = "seed of everything random (default: ${DEFAULT-VALUE})")
  private long seed;

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > 1_000_000) {
      throw new UserMistake("--count " + count + ": must be in 1...1000000");
    }
    if (size < 16 || size > 16_384) {
      throw new UserMistake("--size " + size + ": must be in 16...16384 pixels");
    }
    write(output, count, size, seed);
    System.out.println(count + " micrographs: " + output);
    return Main.DONE;
  }

  static void write(String output, int count, int size, long seed) throws IOException {
    Storage storage = StorageSettings.local().open();
    if (!storage.isLocal(output)) {
      throw new UserMistake("--output " + output + ": must be a local folder");
    }
    new OptionAddress(storage, "--output", output).makeFolder();
    HaadfSynthesizer synthesizer = new HaadfSynthesizer(size, seed);
    for (int i = 0; i < count; i++) {
      String name = String.format(Locale.ROOT, "haadf-%04d.tif", i);
      synthesizer.write(i, Path.of(output).resolve(name));
    }
  }
}
