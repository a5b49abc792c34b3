package alrc.jobs.examples;

import alrc.core.data.DataSpec;
import alrc.jobs.card.Montage;
import alrc.jobs.card.ScaleBar;
import alrc.jobs.card.Shown;
import alrc.jobs.data.PartFiles;
import alrc.jobs.data.PartFooters;
import alrc.jobs.storage.Storage;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.SourceImage;
import alrc.stem.dataset.Split;
import alrc.stem.examples.ExamplePart;
import alrc.stem.examples.StoredExample;
import alrc.stem.image.PixelSize;
import alrc.stem.transform.ExampleKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pictures of a prepared data set: an id is that of an example, or of a window of one ({@code
 * +r<row>c<column>} after it). One example's pixels are in memory at a time.
 */
record PreparedPictures(Storage storage, DataSpec.Prepared spec) {
  private static final Pattern WINDOW = Pattern.compile("(?s)(.*)\\+r(\\d{1,6})c(\\d{1,6})");
  private static final int SIDE = 32;

  /** A picture that is wanted: of a whole example where there is no window. */
  private record Wanted(String id, String example, int row, int column, boolean window) {
    static Wanted of(String id) {
      Matcher parts = WINDOW.matcher(id);
      return parts.matches()
          ? new Wanted(
              id,
              parts.group(1),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3)),
              true)
          : new Wanted(id, id, 0, 0, false);
    }
  }

  Map<String, ExamplePicture> of(Set<String> ids) throws IOException {
    Map<String, List<Wanted>> wanted = new HashMap<>();
    for (String id : ids) {
      Wanted one = Wanted.of(id);
      wanted.computeIfAbsent(one.example, example -> new ArrayList<>()).add(one);
    }
    Map<String, ExamplePicture> found = new HashMap<>();
    Split split = Split.ofLabel(spec.split().label());
    for (PartFiles files : PartFooters.parts(storage, spec.path(), split)) {
      if (found.size() < ids.size()) {
        add(files, wanted, found);
      }
    }
    return found;
  }

  private void add(
      PartFiles files, Map<String, List<Wanted>> wanted, Map<String, ExamplePicture> found)
      throws IOException {
    try (ExamplePart part = files.open(storage)) {
      for (int i = 0; i < part.count(); i++) {
        List<Wanted> here = wanted.getOrDefault(part.id(i), List.of());
        if (!here.isEmpty()) {
          StoredExample example = part.read(i, ExamplePart.Wanted.TRUTH);
          Optional<PixelSize> pixel = pixel(files, example.key());
          for (Wanted one : here) {
            found.put(one.id, picture(example, one, pixel));
          }
        }
      }
    }
  }

  private static ExamplePicture picture(
      StoredExample example, Wanted one, Optional<PixelSize> pixel) throws IOException {
    int height = one.window ? SIDE : example.height();
    int width = one.window ? SIDE : example.width();
    float[] values =
        one.window
            ? Windows.cut(example.truth(), example.width(), one.row, one.column, SIDE)
            : example.truth();
    String place =
        one.window
            ? String.format(
                Locale.ROOT,
                "%d × %d pixels at row %d, column %d of %s",
                SIDE,
                SIDE,
                one.row,
                one.column,
                Shown.crop(example.key(), example.orientation()))
            : Shown.place(example.key(), height, width, example.orientation());
    return new ExamplePicture(
        example.key().source(),
        place,
        Montage.dataUri(Windows.stretched(values, height, width)),
        one.window,
        pixel.flatMap(size -> ScaleBar.of(size, width)));
  }

  /** The pixel size that the source's file states, as the part remembers it. */
  private Optional<PixelSize> pixel(PartFiles files, ExampleKey key) throws IOException {
    for (SourceFacts source : files.facts(storage).map(PartFacts::sources).orElse(List.of())) {
      for (SourceImage image : source.used()) {
        Double size = image.pixelSize();
        if (source.source().equals(key.source())
            && image.image() == key.image()
            && size != null
            && Double.isFinite(size)
            && size != 0) {
          String unit = image.unit();
          return Optional.of(new PixelSize(size, unit == null ? "" : unit));
        }
      }
    }
    return Optional.empty();
  }
}
