package alrc.stem.format.zarr;

import alrc.stem.format.hyperspy.HyperSpySignal;
import alrc.stem.image.Use;
import alrc.stem.source.Claims;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.StoredImage;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images of a Zarr hierarchy: HyperSpy's {@code Experiments/<name>/data}; the largest image of
 * each {@code multiscales} of OME-Zarr (versions 0.4 and 0.5); or the only array of two or more
 * axes.
 */
record ZarrImages(ZarrStore store, long maxPixels) {
  private static final Pattern HYPERSPY = Pattern.compile("Experiments/[^/]+/data");
  private static final int MOST_NAMED = 5;

  /** Finds the images. */
  ImageFile find() throws IOException {
    TreeSet<String> arrays = new TreeSet<>();
    TreeSet<String> nodes = new TreeSet<>();
    for (String name : store.names()) {
      String file = name.substring(name.lastIndexOf('/') + 1);
      String path = name.substring(0, Math.max(0, name.length() - file.length() - 1));
      if (file.equals(ZarrMeta.VERSION_2)) {
        arrays.add(path);
      } else if (file.equals(".zgroup") || file.equals(ZarrMeta.VERSION_3)) {
        nodes.add(path);
      }
    }
    for (String path : nodes) {
      String type =
          store.json(ZarrStore.inside(path, ZarrMeta.VERSION_3)).path("node_type").asText();
      if (type.equals("array")) {
        arrays.add(path);
      }
    }
    nodes.removeAll(arrays);
    List<StoredImage> images = hyperSpy(arrays);
    if (!images.isEmpty()) {
      return new ImageFile("HyperSpy Zarr", images);
    }
    images = multiscales(nodes);
    return images.isEmpty()
        ? new ImageFile(ZarrStore.FORMAT, List.of(lone(arrays)))
        : new ImageFile("OME-Zarr", images);
  }

  /** Reads one array. */
  ImageFile chosen(String dataset) throws IOException {
    String path = dataset.replaceAll("^/+|/+$", "");
    Optional<ZarrArray> array = ZarrArray.of(store, path);
    if (array.isEmpty()) {
      throw UnreadableImageException.notSelected(ZarrStore.FORMAT, "has no array " + dataset);
    }
    return new ImageFile(ZarrStore.FORMAT, List.of(plain(path, array.get())));
  }

  private StoredImage checked(StoredImage image) throws UnreadableImageException {
    Claims.checkPixels(ZarrStore.FORMAT, image.height(), image.width(), maxPixels);
    return image;
  }

  private StoredImage plain(String path, ZarrArray array) throws IOException {
    ImageLayout layout = array.layout().titled(path.substring(path.lastIndexOf('/') + 1));
    return checked(array.image(array.axes() == 1 ? layout.used(Use.SPECTRUM) : layout));
  }

  private List<StoredImage> hyperSpy(Iterable<String> arrays) throws IOException {
    List<StoredImage> images = new ArrayList<>();
    for (String path : arrays) {
      Matcher hyperspy = HYPERSPY.matcher(path);
      if (hyperspy.matches()) {
        images.add(checked(hyperSpy(path.substring(0, path.length() - "/data".length()))));
      }
    }
    return images;
  }

  private StoredImage hyperSpy(String group) throws IOException {
    ZarrArray array = ZarrArray.of(store, group + "/data").orElseThrow();
    List<HyperSpySignal.Axis> axes = new ArrayList<>();
    for (int i = 0; i < array.axes(); i++) {
      JsonNode axis = store.attributes(group + "/axis-" + i);
      if (!axis.isMissingNode()) {
        axes.add(
            new HyperSpySignal.Axis(
                axis.path("scale").isNumber()
                    ? Optional.of(axis.path("scale").asDouble())
                    : Optional.empty(),
                axis.path("units").asText(""),
                axis.path("navigate").asBoolean()));
      }
    }
    String title = store.attributes(group + "/metadata/General").path("title").asText("");
    HyperSpySignal signal = new HyperSpySignal(title, axes);
    return array.image(signal.describe(array.layout(), array.axes()));
  }

  private List<StoredImage> multiscales(Iterable<String> groups) throws IOException {
    List<StoredImage> images = new ArrayList<>();
    for (String group : groups) {
      JsonNode attributes = store.attributes(group);
      JsonNode described = attributes.path("ome");
      JsonNode all = (described.isMissingNode() ? attributes : described).path("multiscales");
      for (JsonNode multiscale : all) {
        String path =
            ZarrStore.inside(group, multiscale.path("datasets").path(0).path("path").asText());
        Optional<ZarrArray> array = ZarrArray.of(store, path);
        if (array.isEmpty()) {
          throw UnreadableImageException.corrupt(
              "OME-Zarr", 0, "the array " + path + " that multiscales names", "none");
        }
        images.add(checked(OmeImage.of(multiscale, array.get())));
      }
    }
    return images;
  }

  private StoredImage lone(Iterable<String> arrays) throws IOException {
    List<String> found = new ArrayList<>();
    for (String path : arrays) {
      Optional<ZarrArray> array = ZarrArray.of(store, path);
      if (array.isPresent() && array.get().axes() >= 2) {
        found.add(path);
      }
    }
    if (found.size() == 1) {
      return plain(found.get(0), ZarrArray.of(store, found.get(0)).orElseThrow());
    }
    String names = String.join(", ", found.subList(0, Math.min(MOST_NAMED, found.size())));
    throw UnreadableImageException.unsupported(
        ZarrStore.FORMAT,
        found.isEmpty()
            ? "no array of two or more axes"
            : found.size()
                + " arrays, and nothing says which is the micrograph; choose one with --dataset: "
                + names
                + (found.size() > MOST_NAMED ? ", …" : ""));
  }
}
