package alrc.stem.format.zarr;

import alrc.stem.image.PixelType;
import alrc.stem.source.UnreadableImageException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the description of an array says (Zarr storage specification, versions 2 and 3).
 *
 * @param at position of the description
 * @param chunks where the names of chunks begin
 * @param separator between the numbers in the name of a chunk
 * @param checked whether a CRC-32C follows the bytes of a chunk
 * @param perShard how many chunks a shard has along each axis
 */
record ZarrMeta(
    long at,
    List<Long> shape,
    List<Long> chunk,
    PixelType type,
    String dtype,
    ByteOrder order,
    ZarrCompressor compressor,
    JsonNode fill,
    String chunks,
    String separator,
    boolean checked,
    Optional<ZarrShards> shards,
    List<Long> perShard) {
  static final String VERSION_2 = ".zarray";
  static final String VERSION_3 = "zarr.json";

  private static final Map<String, PixelType> TYPES =
      Map.ofEntries(
          Map.entry("b1", PixelType.UINT8),
          Map.entry("u1", PixelType.UINT8),
          Map.entry("i1", PixelType.INT8),
          Map.entry("u2", PixelType.UINT16),
          Map.entry("i2", PixelType.INT16),
          Map.entry("u4", PixelType.UINT32),
          Map.entry("i4", PixelType.INT32),
          Map.entry("u8", PixelType.UINT64),
          Map.entry("i8", PixelType.INT64),
          Map.entry("f2", PixelType.FLOAT16),
          Map.entry("f4", PixelType.FLOAT32),
          Map.entry("f8", PixelType.FLOAT64),
          Map.entry("c8", PixelType.COMPLEX64),
          Map.entry("c16", PixelType.COMPLEX128));

  /** Reads the description of an array; empty if there is none at this path. */
  static Optional<ZarrMeta> of(ZarrStore store, String path) throws IOException {
    JsonNode old = store.json(ZarrStore.inside(path, VERSION_2));
    if (!old.isMissingNode()) {
      return Optional.of(version2(store.position(ZarrStore.inside(path, VERSION_2)), path, old));
    }
    JsonNode facts = store.json(ZarrStore.inside(path, VERSION_3));
    return facts.path("node_type").asText().equals("array")
        ? Optional.of(version3(store.position(ZarrStore.inside(path, VERSION_3)), path, facts))
        : Optional.empty();
  }

  private static ZarrMeta version2(long at, String path, JsonNode facts)
      throws UnreadableImageException {
    String stored = facts.path("dtype").asText();
    Refusal refusal = new Refusal(at, path);
    refusal.check(facts.path("zarr_format").asInt() != 2, "version " + facts.path("zarr_format"));
    refusal.check(!facts.path("order").asText("C").equals("C"), "Fortran order");
    refusal.check(!facts.path("filters").isEmpty(), "filters " + facts.path("filters"));
    PixelType type = TYPES.get(stored.isEmpty() ? stored : stored.substring(1));
    if (type == null) {
      throw refusal.of(String.format(Locale.ROOT, "values of type \"%s\"", stored));
    }
    return new ZarrMeta(
        at,
        lengths(facts.path("shape")),
        lengths(facts.path("chunks")),
        type,
        stored.endsWith("b1") ? "bool" : type.dtype(),
        stored.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        ZarrCompressor.of(at, facts.path("compressor")),
        facts.path("fill_value"),
        ZarrStore.inside(path, ""),
        facts.path("dimension_separator").asText("."),
        false,
        Optional.empty(),
        List.of());
  }

  private static ZarrMeta version3(long at, String path, JsonNode facts)
      throws UnreadableImageException {
    Refusal refusal = new Refusal(at, path);
    String stored = facts.path("data_type").asText();
    Optional<PixelType> type =
        TYPES.values().stream().filter(known -> known.dtype().equals(stored)).findFirst();
    boolean truth = stored.equals("bool");
    refusal.check(type.isEmpty() && !truth, "values of type " + facts.path("data_type"));
    String grid = facts.path("chunk_grid").path("name").asText();
    refusal.check(!grid.equals("regular"), "a chunk grid \"" + grid + "\"");
    JsonNode keys = facts.path("chunk_key_encoding");
    boolean likeVersion2 = keys.path("name").asText().equals("v2");
    String separator =
        keys.path("configuration").path("separator").asText(likeVersion2 ? "." : "/");
    ZarrCodecs codecs = ZarrCodecs.of(refusal, facts.path("codecs"));
    List<Long> files = lengths(facts.path("chunk_grid").path("configuration").path("chunk_shape"));
    return new ZarrMeta(
        at,
        lengths(facts.path("shape")),
        codecs.shards().map(ZarrShards::chunk).orElse(files),
        type.orElse(PixelType.UINT8),
        stored,
        codecs.order(),
        codecs.compressor(),
        facts.path("fill_value"),
        ZarrStore.inside(path, likeVersion2 ? "" : "c" + separator),
        separator,
        codecs.checked(),
        codecs.shards(),
        codecs.shards().isPresent() ? codecs.shards().get().perShard(refusal, files) : List.of());
  }

  private static List<Long> lengths(JsonNode list) {
    List<Long> lengths = new ArrayList<>();
    list.forEach(length -> lengths.add(length.asLong()));
    return List.copyOf(lengths);
  }

  /** Refuses what is sound and not read, in one array. */
  record Refusal(long at, String path) {
    void check(boolean unread, String what) throws UnreadableImageException {
      if (unread) {
        throw of(what);
      }
    }

    UnreadableImageException of(String what) {
      return UnreadableImageException.unsupported(
          ZarrStore.FORMAT, at, what + " in " + (path.isEmpty() ? "the root" : path));
    }
  }
}
