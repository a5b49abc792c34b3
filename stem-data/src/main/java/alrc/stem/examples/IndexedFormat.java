package alrc.stem.examples;

import java.io.IOException;
import java.util.List;

/**
 * A format that stores pixels in files of a foreign format, each with an {@link ExampleIndex} that
 * contains the columns and the offsets of the pixels.
 */
interface IndexedFormat extends DatasetFormat {
  @Override
  default List<String> companions() {
    return List.of(ExampleIndex.SUFFIX);
  }

  @Override
  default String factsSuffix() {
    return ExampleIndex.SUFFIX;
  }

  @Override
  default ExamplePart open(Inputs files) throws IOException {
    return ExamplePart.open(
        files.file(ExampleIndex.SUFFIX), rows -> new FilePixels(files.file(suffix())));
  }
}
