package alrc.stem.format.gatan;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes small DigitalMicrograph 3 files, tag by tag, for cases that no shared file has. */
public final class DmBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** One image: type, axes fastest first, bytes of an element of its array, number of elements. */
  public record Image(
      int dataType, int elementType, int elements, List<Integer> axes, String unit) {}

  public static byte[] file(List<Image> images, List<Integer> thumbnails, byte[] pixels) {
    DmBytes file = new DmBytes();
    file.big(3).big(0).big(1);
    file.group(2);
    file.name(20, "ImageList").group(images.size());
    images.forEach(image -> file.image(image, pixels));
    file.name(20, "Thumbnails").group(thumbnails.size());
    for (int index : thumbnails) {
      file.name(20, "").group(1);
      file.number("ImageIndex", index);
    }
    return file.out.toByteArray();
  }

  private void image(Image image, byte[] pixels) {
    name(20, "").group(1);
    name(20, "ImageData").group(4);
    name(20, "Calibrations").group(1);
    name(20, "Dimension").group(image.axes.size());
    for (int i = 0; i < image.axes.size(); i++) {
      name(20, "").group(2);
      name(21, "Scale").big(0x25252525).big(1).big(6).little(Float.floatToIntBits(0.5f + i));
      byte[] unit = (i == 0 ? image.unit : "nm").getBytes(StandardCharsets.UTF_16LE);
      name(21, "Units").big(0x25252525).big(3).big(20).big(4).big(unit.length / 2);
      out.writeBytes(unit);
    }
    name(21, "Data").big(0x25252525).big(3).big(20).big(image.elementType).big(image.elements);
    out.writeBytes(pixels);
    number("DataType", image.dataType);
    name(20, "Dimensions").group(image.axes.size());
    new ArrayList<>(image.axes).forEach(length -> number("", length));
  }

  private DmBytes number(String name, int value) {
    return name(21, name).big(0x25252525).big(1).big(5).little(value);
  }

  private DmBytes name(int kind, String name) {
    out.write(kind);
    out.write(0);
    out.write(name.length());
    out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  private DmBytes group(int tags) {
    out.write(1);
    out.write(0);
    return big(tags);
  }

  private DmBytes big(int value) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
    return this;
  }

  private DmBytes little(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  /** Small sound files of several types of pixels. */
  public static List<byte[]> seeds() {
    List<byte[]> files = new ArrayList<>();
    for (int type : new int[] {6, 9, 14, 23}) {
      int elementType = type == 23 ? 5 : 10;
      Image image = new Image(type, elementType, 24, List.of(4, 3, 2), "nm");
      files.add(file(List.of(image), List.of(1), new byte[type == 23 ? 96 : 24]));
    }
    return files;
  }
}
