package alrc.stem.examples;

import alrc.settings.SettingMistake;
import java.util.List;
import java.util.Optional;

/** The registry of the formats of data sets. */
public final class Formats {
  private static final List<DatasetFormat> ALL =
      List.of(new ParquetFormat(), new TfRecordFormat(), new WebDatasetFormat(), new NpyFormat());

  private Formats() {}

  /** Returns every format. */
  public static List<DatasetFormat> all() {
    return ALL;
  }

  /** Returns the format of this name. */
  public static DatasetFormat named(String name) {
    return ALL.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingMistake(
                    "format",
                    name,
                    "must be one of " + ALL.stream().map(DatasetFormat::name).toList()));
  }

  /** Returns the format whose parts have main files of this name; empty if there is none. */
  public static Optional<DatasetFormat> ofFile(String name) {
    if (name.startsWith(".") || name.endsWith(ExampleIndex.SUFFIX)) {
      return Optional.empty();
    }
    return ALL.stream().filter(format -> name.endsWith(format.suffix())).findFirst();
  }
}
