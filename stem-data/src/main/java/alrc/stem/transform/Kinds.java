package alrc.stem.transform;

import alrc.stem.codec.InvalidSettingException;
import alrc.stem.codec.SettingsJson;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.Spiral;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The steps and the scan paths that a recipe can name: the one place to register a new one. */
public final class Kinds {
  private static final Map<String, Function<JsonNode, Transform>> TRANSFORMS =
      new TreeMap<>(
          Map.of(
              "clean-non-finite", node -> SettingsJson.read(node, CleanNonFinite.class),
              "rescale-min-max", node -> SettingsJson.read(node, RescaleMinMax.class),
              "orient", node -> SettingsJson.read(node, Orient.class),
              "partial-scan", node -> new PartialScan(path(child(node, "path")))));

  private static final Map<String, Function<JsonNode, ScanPath>> PATHS =
      new TreeMap<>(Map.of("spiral", node -> SettingsJson.read(node, Spiral.class)));

  private Kinds() {}

  /** Makes a step from its JSON. */
  public static Transform transform(JsonNode node) {
    return made("step kind", node, TRANSFORMS);
  }

  /** Makes a scan path from its JSON. */
  public static ScanPath path(JsonNode node) {
    return made("scan path kind", node, PATHS);
  }

  /** Returns the JSON of a step. */
  public static ObjectNode json(Transform transform) {
    if (transform instanceof PartialScan scan) {
      ObjectNode node = SettingsJson.kindTree(scan.kind(), new Pathless());
      node.set("path", json(scan.path()));
      return node;
    }
    return SettingsJson.kindTree(transform.kind(), (Record) transform);
  }

  /** Returns the JSON of a scan path. */
  public static ObjectNode json(ScanPath path) {
    return SettingsJson.kindTree(path.kind(), (Record) path);
  }

  private record Pathless() {}

  private static <T> T made(String what, JsonNode node, Map<String, Function<JsonNode, T>> kinds) {
    String kind = node.path("kind").asText();
    Function<JsonNode, T> maker = kinds.get(kind);
    if (maker == null) {
      throw new InvalidSettingException(what, kind, "must be one of " + kinds.keySet());
    }
    ObjectNode settings = node.deepCopy();
    settings.remove("kind");
    return maker.apply(settings);
  }

  private static JsonNode child(JsonNode node, String name) {
    if (node.size() != 1 || !node.has(name)) {
      throw new InvalidSettingException("settings", node, "must be {\"" + name + "\": …} alone");
    }
    return node.get(name);
  }
}
