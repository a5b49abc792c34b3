package alrc.jobs.examples;

import alrc.core.data.DataSpec;
import alrc.core.data.TrainingData;
import alrc.core.data.UnreadableDataException;
import alrc.jobs.data.BatchSources;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the training examples of a study by their ids, and shows them as pictures. */
public final class TrainingPictures {
  private final Storage storage;
  private final Map<TrainingData, String> data;

  /**
   * Pictures of some data; nothing is read yet.
   *
   * @param data all that the study trains on, with the digest that each had
   */
  public TrainingPictures(Storage storage, Map<TrainingData, String> data) {
    this.storage = storage;
    this.data = new LinkedHashMap<>(data);
  }

  /** Makes pictures of one kind of data. */
  private interface Maker {
    Map<String, ExamplePicture> of(Set<String> ids) throws IOException;
  }

  /** Reads these examples and no others. Data that cannot be read, or changed, get a remark. */
  public FoundPictures find(Set<String> ids) {
    Map<String, ExamplePicture> found = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    for (Map.Entry<TrainingData, String> each : data.entrySet()) {
      Set<String> left = new HashSet<>(ids);
      left.removeAll(found.keySet());
      if (left.isEmpty()) {
        break;
      }
      try {
        if (!BatchSources.digest(storage, each.getKey()).equals(each.getValue())) {
          remarks.add("The data have changed since the study was trained; no picture is shown.");
          continue;
        }
        found.putAll(maker(each.getKey()).of(left));
      } catch (IOException | UserMistake | UnreadableDataException unreadable) {
        remarks.add("The data are not readable from here: " + Storage.reason(unreadable) + ".");
      }
    }
    return new FoundPictures(found, remarks.stream().distinct().toList());
  }

  private Maker maker(TrainingData one) {
    if (one.spec() instanceof DataSpec.Cifar10 cifar) {
      return new CifarPictures(storage, cifar.path())::of;
    }
    if (one.spec() instanceof DataSpec.Prepared prepared) {
      return new PreparedPictures(storage, prepared)::of;
    }
    return new SyntheticPictures((DataSpec.Synthetic) one.spec(), one.task())::of;
  }
}
