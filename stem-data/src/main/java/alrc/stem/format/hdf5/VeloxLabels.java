package alrc.stem.format.hdf5;

import alrc.stem.source.UnreadableImageException;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Velox calls the images of a file: the operation that derived an image (group {@code
 * Operations}, before version 11 of the file), and the label of its display, which is the element
 * of an element map. (No specification is public; as described by RosettaSciIO's reader.)
 *
 * @param derived names of derived images, by the name of their group in {@code Data/Image}
 * @param shown labels of displays, likewise
 * @param spectral whether the file has X-ray or energy-loss data, of which maps may be made
 */
record VeloxLabels(Map<String, String> derived, Map<String, String> shown, boolean spectral) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> SPECTRAL =
      Set.of("SpectrumStream", "SpectrumImage", "EelsSpectrumImage");

  private static final String ELEMENTS =
      "(A[cglmrstu]|B[aehikr]?|C[adeflmnorsu]?|D[bsy]|E[rsu]|F[elmr]?|G[ade]|H[efgos]?|I[nr]?"
          + "|Kr?|L[airuv]|M[dgnot]|N[abdeip]?|Os?|P[abdmortu]?|R[abefghnu]|S[bcegimnr]?"
          + "|T[abcehilm]|U|V|W|Xe|Yb?|Z[nr])";

  /** An element, perhaps with a line: {@code Fe}, {@code Fe-K}, {@code Au M}. */
  private static final String MAP = ELEMENTS + "([ _-]?[KLMN][αβab]?\\d?)?";

  private static final String DERIVED = "(?i)A-C|B-D|.*\\bi?d?DPC\\b.*";

  /** Reads the labels of a file. */
  static VeloxLabels of(Hdf5Object root) throws IOException {
    Map<String, String> derived = new HashMap<>();
    Map<String, String> shown = new HashMap<>();
    Optional<Hdf5Object> operations = root.member("Operations");
    if (operations.isPresent()) {
      for (String kind : operations.get().members().keySet()) {
        for (JsonNode operation : all(operations.get(), kind)) {
          derive(kind, operation, derived);
        }
      }
    }
    for (JsonNode display : all(root, "Presentation/Displays/ImageDisplay")) {
      put(shown, display.path("dataPath"), display.path("display").path("label").asText());
    }
    for (JsonNode display : all(root, "Displays/ImageDisplay")) {
      Optional<Hdf5Object> reference = PlainArrays.at(root, display.path("data").asText());
      if (reference.isPresent()) {
        put(shown, json(reference.get()).path("dataPath"), display.path("id").asText());
      }
    }
    Optional<Hdf5Object> data = root.member("Data");
    boolean spectral =
        data.isPresent() && data.get().members().keySet().stream().anyMatch(SPECTRAL::contains);
    return new VeloxLabels(derived, shown, spectral);
  }

  private static void derive(String kind, JsonNode operation, Map<String, String> derived) {
    JsonNode path = operation.path("dataPath");
    switch (kind) {
      case "SurfaceReconstructionOperation" -> {
        String name = operation.path("integrationMode").asBoolean() ? "iDPC" : "dDPC";
        boolean filtered = operation.path("enableFilter").asBoolean();
        put(derived, path, filtered ? "Filtered " + name : name);
        put(derived, operation.path("unfilteredDataPath"), name);
      }
      case "MathematicsOperation" -> {
        String input = operation.path("outputs").path(0).path("inputIndex").asText();
        put(derived, path, input.equals("0") ? "A-C" : input.equals("1") ? "B-D" : "");
      }
      case "DpcOperation" -> put(derived, path, "DPC");
      case "IntegrationOperation" -> put(derived, path, "DCFI");
      case "FftOperation" -> put(derived, operation.path("imageOutputPath"), "Half FFT");
      default -> {
        // Inputs name a detector, as the metadata of the image do.
      }
    }
  }

  private static void put(Map<String, String> labels, JsonNode path, String label) {
    String image = path.asText();
    if (!label.isBlank() && !image.isBlank()) {
      labels.put(image.substring(image.lastIndexOf('/') + 1), label.strip());
    }
  }

  private static List<JsonNode> all(Hdf5Object root, String path) throws IOException {
    Optional<Hdf5Object> group = PlainArrays.at(root, path);
    if (group.isEmpty()) {
      return List.of();
    }
    List<JsonNode> all = new ArrayList<>();
    for (Map.Entry<String, Long> entry : group.get().members().entrySet()) {
      all.add(json(group.get().at(entry.getKey(), entry.getValue())));
    }
    return all;
  }

  /** Labels that are damaged are missing: no pixel depends on them. */
  private static JsonNode json(Hdf5Object object) throws IOException {
    try {
      return JSON.readTree(Hdf5Text.of(object).orElse("{}"));
    } catch (JacksonException | UnreadableImageException damaged) {
      return JSON.createObjectNode();
    }
  }

  /**
   * Returns the title of an image.
   *
   * @param detector by its metadata; may be empty
   */
  String title(String image, String detector) {
    String label = shown.getOrDefault(image, "");
    if (derived.containsKey(image)) {
      return derived.getOrDefault(image, "");
    }
    boolean byLabel = detector.isBlank() || label.matches(DERIVED) || isMap(image, detector);
    return byLabel && !label.isEmpty() ? label : detector;
  }

  /** Returns whether an image is a map of an element: by its detector, or by its label. */
  boolean isMap(String image, String detector) {
    String label = shown.getOrDefault(image, "");
    boolean counted = detector.matches("(?i)(Super-?X|EDS|EDX|EELS|SDD).*");
    return !derived.containsKey(image) && (counted || (spectral && label.matches(MAP)));
  }
}
