package alrc.jobs.cli.option;

import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.ScanLayout;
import alrc.stem.examples.Formats;
import picocli.CommandLine.Option;

/** How a data set is stored. */
public final class LayoutOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "parquet, tfrecord, webdataset or npy (default: ${DEFAULT-VALUE})")
  private String format = DatasetLayout.DEFAULT.format();

  @Option(
      names = "--scan-layout",
      paramLabel = "LAYOUT",
      description =
          "sparse: only the pixels on the scan path; dense: whole images (default:"
              + " ${DEFAULT-VALUE})")
  private String scanLayout = DatasetLayout.DEFAULT.scanLayout().label();

  @Option(
      names = "--pixels",
      paramLabel = "TYPE",
      description = "float32, float16 or uint16 with a stored scale (default: ${DEFAULT-VALUE})")
  private String pixels = DatasetLayout.DEFAULT.pixels().label();

  public DatasetLayout parsed() {
    return new DatasetLayout(
        OptionValue.of("--format", format, Formats::named).name(),
        OptionValue.of("--scan-layout", scanLayout, ScanLayout::ofLabel),
        OptionValue.of("--pixels", pixels, PixelEncoding::ofLabel));
  }
}
