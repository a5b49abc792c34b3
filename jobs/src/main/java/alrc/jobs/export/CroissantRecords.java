package alrc.jobs.export;

import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.examples.Formats;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * The parts of a data set in a Croissant file and, of a data set in Parquet, the columns of its
 * examples. Croissant has no type for bytes: images are {@code sc:Text}, which its reference
 * implementation hands over as bytes.
 */
record CroissantRecords(Manifest manifest) {
  static final String PARQUET = "application/vnd.apache.parquet";

  private static final String FILES = "examples-files";
  private static final String TEXT = "sc:Text";
  private static final String INTEGER = "sc:Integer";
  private static final String FLOAT = "sc:Float";

  /** A column of the examples. */
  private record Field(String name, String type, String description) {}

  private static final List<Field> COLUMNS =
      List.of(
          new Field("example_id", TEXT, "Name: source, image, frame, row, column, augmentation."),
          new Field("source", TEXT, "The micrograph file, relative to the folder of its input."),
          new Field("source_sha256", TEXT, "SHA-256 of the micrograph file."),
          new Field("image", INTEGER, "The image in the file, from 0."),
          new Field("frame", INTEGER, "The frame of the image, from 0; -1 is the mean of all."),
          new Field("row", INTEGER, "First row of the crop in its image."),
          new Field("col", INTEGER, "First column of the crop in its image."),
          new Field("height", INTEGER, "Rows of the example in pixels."),
          new Field("width", INTEGER, "Columns of the example in pixels."),
          new Field("orientation", INTEGER, "How the crop was turned or flipped, 0 to 7."),
          new Field("raw_min", FLOAT, "Smallest value of the crop, in the file's own unit."),
          new Field("raw_max", FLOAT, "Largest value of the crop, in the file's own unit."),
          new Field("blank", "sc:Boolean", "Whether the crop shows nothing."),
          new Field("mask_id", TEXT, "The scan path, a row of masks.parquet."),
          new Field("seed", INTEGER, "The seed of everything random."),
          new Field("scan_layout", TEXT, "sparse: only the pixels of the path; or dense: all."));

  /** Columns of pixels that are stored in fewer bits: value = code × scale + offset. */
  private static final List<Field> NARROW =
      List.of(
          new Field("pixels", TEXT, "How pixels are stored."),
          new Field("truth_scale", FLOAT, "Factor of the truth's codes."),
          new Field("truth_offset", FLOAT, "Added to the truth's codes times the factor."),
          new Field("scan_scale", FLOAT, "Factor of the scan's codes."),
          new Field("scan_offset", FLOAT, "Added to the scan's codes times the factor."));

  /** Adds the files to the distribution, and the table of examples to the record sets. */
  void addTo(ArrayNode distribution, ArrayNode recordSets) {
    boolean parquet = manifest.format().equals("parquet");
    ObjectNode files = distribution.addObject().put("@type", "cr:FileSet").put("@id", FILES);
    files.put("name", FILES).put("encodingFormat", parquet ? PARQUET : encoding());
    files.put("includes", "examples/split=*/*" + Formats.named(manifest.format()).suffix());
    if (parquet) {
      table(recordSets.addObject());
    }
  }

  private String encoding() {
    return switch (manifest.format()) {
      case "webdataset" -> "application/x-tar";
      case "tfrecord" -> "application/x-tfrecord";
      default -> "application/octet-stream";
    };
  }

  private void table(ObjectNode table) {
    table.put("@type", "cr:RecordSet").put("@id", "examples").put("name", "examples");
    table.putObject("key").put("@id", "examples/example_id");
    ArrayNode fields = table.putArray("field");
    for (Field column : COLUMNS) {
      column(fields, column);
    }
    column(fields, new Field("truth", TEXT, "The sharp image, height × width: " + bytes()));
    if (!manifest.masks().isEmpty()) {
      String pixels = manifest.scanLayout().equals("sparse") ? "the pixels of the path" : "all";
      column(fields, new Field("scan", TEXT, "The partial scan, " + pixels + ": " + bytes()));
    }
    if (!manifest.pixels().equals(PixelEncoding.FLOAT32.label())) {
      NARROW.forEach(column -> column(fields, column));
    }
    ObjectNode split = field(fields, new Field("split", TEXT, "train, validation or test."));
    ObjectNode source = source(split);
    source.putObject("extract").put("fileProperty", "fullpath");
    source.putObject("transform").put("regex", "split=(train|validation|test)");
    split.putObject("references").put("@id", "splits/name");
  }

  private String bytes() {
    return String.format(Locale.ROOT, "bytes, little-endian %s, row by row.", manifest.pixels());
  }

  private static void column(ArrayNode fields, Field column) {
    source(field(fields, column)).putObject("extract").put("column", column.name());
  }

  private static ObjectNode field(ArrayNode fields, Field column) {
    return fields
        .addObject()
        .put("@type", "cr:Field")
        .put("@id", "examples/" + column.name())
        .put("name", column.name())
        .put("description", column.description())
        .put("dataType", column.type());
  }

  private static ObjectNode source(ObjectNode field) {
    ObjectNode source = field.putObject("source");
    source.putObject("fileSet").put("@id", FILES);
    return source;
  }
}
