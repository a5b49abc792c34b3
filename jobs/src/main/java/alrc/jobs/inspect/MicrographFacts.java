package alrc.jobs.inspect;

import alrc.stem.image.Pixels;
import alrc.stem.read.ImageStatistics;
import alrc.stem.stored.EqualChannels;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a micrograph file as {@code inspect --json} prints them: every array in stored order
 * and with stored values; statistics in float64 over the whole array; a value that is not finite is
 * null, since JSON has no word for it.
 */
public final class MicrographFacts {
  private final List<int[]> at;

  /**
   * Facts with some pixels.
   *
   * @param at positions, each {row, column}, of frame 0
   */
  public MicrographFacts(List<int[]> at) {
    this.at = at;
  }

  /** Facts of every array in the file. */
  public Map<String, Object> of(ImageFile file) throws IOException {
    List<Object> images = new ArrayList<>();
    for (StoredImage image : file.images()) {
      images.add(of(image));
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("format", file.format());
    facts.put("images", images);
    List<String> notes = new ArrayList<>(file.notes());
    for (StoredImage image : file.images()) {
      if (EqualChannels.of(image).isPresent()) {
        notes.add("the colours are equal in every pixel, so 'prepare' uses the image as grey");
      }
    }
    if (!notes.isEmpty()) {
      facts.put("notes", notes);
    }
    return facts;
  }

  private Map<String, Object> of(StoredImage image) throws IOException {
    Optional<ImageStatistics> statistics = ImageStatistics.of(image);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("title", image.title());
    facts.put("use", image.use().label());
    facts.put("shape", image.shape());
    facts.put("dtype", image.dtype());
    facts.put("min", finite(statistics.map(ImageStatistics::min).orElse(null)));
    facts.put("max", finite(statistics.map(ImageStatistics::max).orElse(null)));
    facts.put("mean", finite(statistics.map(ImageStatistics::mean).orElse(null)));
    facts.put("pixel_size", image.pixelSize().map(size -> (Object) size.size()).orElse(null));
    facts.put(
        "unit", image.pixelSize().map(size -> size.unit()).filter(u -> !u.isEmpty()).orElse(null));
    facts.put("pixels", pixels(image));
    return facts;
  }

  private List<Object> pixels(StoredImage image) throws IOException {
    List<Object> pixels = new ArrayList<>();
    for (int[] position : at) {
      int row = position[0];
      int column = position[1];
      if (row < image.height() && column < image.width()) {
        Pixels line = image.read(0, row, 1);
        Map<String, Object> pixel = new LinkedHashMap<>();
        pixel.put("at", List.of(row, column));
        pixel.put("value", value(image, line, column));
        pixels.add(pixel);
      }
    }
    return pixels;
  }

  private static @Nullable Object value(StoredImage image, Pixels line, int column) {
    if (image.type().isComplex()) {
      return Arrays.asList(finite(line.at(column)), finite(line.imaginaryAt(column)));
    }
    int channels = image.channels();
    if (channels == 1) {
      return exact(line, column);
    }
    List<Object> values = new ArrayList<>();
    for (int channel = 0; channel < channels; channel++) {
      values.add(exact(line, column * channels + channel));
    }
    return values;
  }

  private static @Nullable Object exact(Pixels line, int index) {
    return finite(line.exactAt(index));
  }

  /** JSON has no word for what is not finite. */
  private static @Nullable Number finite(@Nullable Number value) {
    return value == null || !Double.isFinite(value.doubleValue()) ? null : value;
  }
}
