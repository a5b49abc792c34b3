package alrc.stem.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.stem.image.Use;
import alrc.stem.read.BytesSource;
import alrc.stem.stored.StoredImage;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Titles of Velox's images: detectors, derived images and element maps, in both kinds of file. */
class VeloxLabelsTest {

  private static void image(WritableGroup data, String name, String metadata) {
    WritableGroup images = (WritableGroup) data.getChild("Image");
    WritableGroup image = images.putGroup(name);
    image.putDataset("Data", new int[4][5][1]);
    byte[] json = metadata.getBytes(StandardCharsets.UTF_8);
    byte[][] column = new byte[json.length + 1][1];
    for (int i = 0; i < json.length; i++) {
      column[i][0] = json[i];
    }
    image.putDataset("Metadata", column);
  }

  private static String detector(String name) {
    return "{\"BinaryResult\": {\"Detector\": \"" + name + "\"}}";
  }

  private static String path(String image, String more) {
    return String.format(Locale.ROOT, "{\"dataPath\": \"/Data/Image/%s\"%s}", image, more);
  }

  @Test
  void derivedImagesAndMapsOfAnOlderFileHaveNamesOfTheirOwn() throws IOException {
    byte[] file =
        Hdf5Bytes.of(
            root -> {
              WritableGroup data = root.putGroup("Data");
              data.putGroup("Image");
              data.putGroup("SpectrumImage");
              for (String name : List.of("a", "b", "c", "d", "e", "f")) {
                image(data, name, detector(name.equals("f") ? "SuperXG21" : "DF4"));
              }
              WritableGroup operations = root.putGroup("Operations");
              WritableGroup mathematics = operations.putGroup("MathematicsOperation");
              mathematics.putDataset("1", path("b", ", \"outputs\": [{\"inputIndex\": \"0\"}]"));
              mathematics.putDataset("2", path("c", ", \"outputs\": [{\"inputIndex\": \"1\"}]"));
              operations.putGroup("DpcOperation").putDataset("1", path("d", ""));
              operations
                  .putGroup("SurfaceReconstructionOperation")
                  .putDataset(
                      "1", path("e", ", \"integrationMode\": true, \"enableFilter\": true"));
              root.putGroup("Presentation")
                  .putGroup("Displays")
                  .putGroup("ImageDisplay")
                  .putDataset("1", path("f", ", \"display\": {\"label\": \"Fe\"}"));
            });
    List<StoredImage> images = BytesSource.readAll(file).images();
    assertEquals(
        List.of("DF4", "A-C", "B-D", "DPC", "Filtered iDPC", "Fe"),
        images.stream().map(StoredImage::title).toList());
    assertEquals(Use.MAP, images.get(5).use());
    assertEquals(5, images.stream().filter(image -> image.use() == Use.IMAGE).count());
  }

  @Test
  void displaysOfANewerFileNameItsImages() throws IOException {
    byte[] file =
        Hdf5Bytes.of(
            root -> {
              WritableGroup data = root.putGroup("Data");
              data.putGroup("Image");
              data.putGroup("SpectrumStream").putGroup("s").putDataset("Data", new int[] {1});
              String index =
                  "{\"BinaryResult\": {\"DetectorIndex\": \"1\"},"
                      + " \"Detectors\": {\"Detector-1\": {\"DetectorName\": \"HAADF\"}}}";
              image(data, "a", index);
              image(data, "b", index);
              image(data, "c", "{}");
              WritableGroup shared =
                  root.putGroup("SharedProperties").putGroup("ImageSeriesDataReference");
              WritableGroup displays = root.putGroup("Displays").putGroup("ImageDisplay");
              for (String name : List.of("a", "b", "c")) {
                shared.putDataset("r" + name, path(name, ""));
                String id = name.equals("a") ? "HAADF" : name.equals("b") ? "Au-M" : "iDPC";
                displays.putDataset(
                    name,
                    String.format(
                        Locale.ROOT,
                        "{\"id\": \"%s\", \"data\":"
                            + " \"/SharedProperties/ImageSeriesDataReference/r%s\"}",
                        id,
                        name));
              }
            });
    List<StoredImage> images = BytesSource.readAll(file).images();
    assertEquals(
        List.of("HAADF", "Au-M", "iDPC"), images.stream().map(StoredImage::title).toList());
    assertEquals(
        List.of(Use.IMAGE, Use.MAP, Use.IMAGE), images.stream().map(StoredImage::use).toList());
  }
}
