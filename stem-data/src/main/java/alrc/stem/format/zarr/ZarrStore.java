package alrc.stem.format.zarr;

import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;

/** The files of a Zarr hierarchy, wherever they are. */
interface ZarrStore {
  String FORMAT = "Zarr";
  ObjectMapper JSON = new ObjectMapper();
  int MOST_JSON = 1 << 24;

  /** About what a byte of JSON takes once it is parsed. */
  int JSON_MEMORY = 30;

  /** Returns the names of all files, sorted. */
  Iterable<String> names();

  /** Returns the position of a file; 0 where there is none. */
  long position(String name);

  /** Returns how many bytes all files take. */
  long archiveBytes();

  /**
   * Reads a file.
   *
   * @param most the most bytes that it may have
   */
  Optional<byte[]> bytes(String name, long most) throws IOException;

  /** Returns the bytes of a file; -1 where there is none. */
  long size(String name);

  /**
   * Reads a part of a file that is there.
   *
   * @throws UnreadableImageException if it is not inside the file
   */
  byte[] part(String name, long from, long bytes) throws IOException;

  /** Returns a file of JSON; a missing node where there is none. */
  default JsonNode json(String name) throws IOException {
    Optional<byte[]> bytes = bytes(name, MOST_JSON);
    double memory = JSON_MEMORY * (double) bytes.map(read -> read.length).orElse(0);
    TaskMemory.check(FORMAT, position(name), memory, name);
    try {
      return bytes.isEmpty() ? MissingNode.getInstance() : JSON.readTree(bytes.get());
    } catch (JacksonException e) {
      throw UnreadableImageException.corrupt(
              FORMAT, position(name), "JSON in " + name, e.getOriginalMessage())
          .causedBy(e);
    }
  }

  /** Returns the attributes of a group or array, of version 2 or 3; a missing node for none. */
  default JsonNode attributes(String path) throws IOException {
    JsonNode version3 = json(inside(path, ZarrMeta.VERSION_3));
    return version3.isMissingNode() ? json(inside(path, ".zattrs")) : version3.path("attributes");
  }

  /** Returns the name of a file in a group; the path of the root is empty. */
  static String inside(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
