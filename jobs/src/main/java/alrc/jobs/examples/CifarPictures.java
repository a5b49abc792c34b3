package alrc.jobs.examples;

import alrc.core.data.CifarRecords;
import alrc.jobs.card.Montage;
import alrc.jobs.storage.Storage;
import alrc.stem.source.SeekableSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pictures of CIFAR-10: an id is the name of a file and the number of a record in it. */
record CifarPictures(Storage storage, String folder) {
  private static final Pattern ID = Pattern.compile("(data_batch_[^/]*\\.bin)#(\\d{1,9})");
  private static final int SIDE = 32;

  /** The names of the labels 0 to 9 ({@code batches.meta.txt}). */
  private static final List<String> LABELS =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  Map<String, ExamplePicture> of(Set<String> ids) throws IOException {
    Map<String, ExamplePicture> found = new HashMap<>();
    for (String id : ids) {
      Matcher parts = ID.matcher(id);
      if (parts.matches()) {
        long number = Long.parseLong(parts.group(2));
        found.put(id, picture(parts.group(1), number));
      }
    }
    return found;
  }

  private ExamplePicture picture(String file, long number) throws IOException {
    byte[] record = new byte[CifarRecords.RECORD];
    try (SeekableSource source = storage.source(Storage.inside(folder, file), file)) {
      source.readFully(number * CifarRecords.RECORD, ByteBuffer.wrap(record));
    }
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int red = Byte.toUnsignedInt(record[1 + i]);
      int green = Byte.toUnsignedInt(record[1 + SIDE * SIDE + i]);
      int blue = Byte.toUnsignedInt(record[1 + 2 * SIDE * SIDE + i]);
      image.setRGB(i % SIDE, i / SIDE, red << 16 | green << 8 | blue);
    }
    String place = "record " + number + ", labelled " + LABELS.get(record[0]);
    return new ExamplePicture(file, place, Montage.dataUri(image), true, Optional.empty());
  }
}
