package alrc.stem.format.hdf5;

import alrc.stem.format.hyperspy.HyperSpySignal;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HyperSpy's HDF5 files: {@code Experiments/<name>/data}, with groups {@code axis-0} and so on. */
final class HyperSpyHdf5 implements Hdf5Structure {

  @Override
  public String format() {
    return "HyperSpy HDF5";
  }

  @Override
  public String mark() {
    return "a group Experiments";
  }

  @Override
  public List<Hdf5Object> find(Hdf5Object root) throws IOException {
    List<Hdf5Object> found = new ArrayList<>();
    Optional<Hdf5Object> experiments = root.member("Experiments");
    if (experiments.isPresent()) {
      for (Map.Entry<String, Long> entry : experiments.get().members().entrySet()) {
        found.add(experiments.get().at(entry.getKey(), entry.getValue()));
      }
    }
    return found;
  }

  @Override
  public StoredImage image(Hdf5Object group) throws IOException {
    Hdf5Dataset data = Hdf5Dataset.of(format(), group.required(format(), "data"));
    int axes = data.axes();
    int rowAxis = axes == 1 ? Hdf5Dataset.ONE_ROW : axes - 2;
    HyperSpySignal signal = new HyperSpySignal(title(group), axes(group, axes));
    return data.image(signal.describe(data.layout(rowAxis), axes), rowAxis);
  }

  private static String title(Hdf5Object group) throws IOException {
    Optional<Hdf5Object> metadata = group.member("metadata");
    Optional<Hdf5Object> general =
        metadata.isPresent() ? metadata.get().member("General") : Optional.empty();
    return general.isPresent() ? Hdf5Attributes.of(general.get()).text("title").orElse("") : "";
  }

  private static List<HyperSpySignal.Axis> axes(Hdf5Object group, int count) throws IOException {
    List<HyperSpySignal.Axis> axes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<Hdf5Object> axis = group.member("axis-" + i);
      if (axis.isPresent()) {
        Hdf5Attributes facts = Hdf5Attributes.of(axis.get());
        axes.add(
            new HyperSpySignal.Axis(
                facts.number("scale"),
                facts.text("units").orElse(""),
                facts.flag("navigate").orElse(false)));
      }
    }
    return axes;
  }
}
