package alrc.jobs.examples;

import alrc.core.data.DataSpec;
import alrc.core.data.SyntheticImages;
import alrc.core.data.SyntheticScans;
import alrc.core.model.Task;
import alrc.jobs.card.Montage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pictures of examples that are made on the fly: an id ends in the number of the example. */
record SyntheticPictures(DataSpec.Synthetic spec, Task task) {
  Map<String, ExamplePicture> of(Set<String> ids) throws IOException {
    Map<String, ExamplePicture> found = new HashMap<>();
    for (String id : ids) {
      String number = id.substring(id.indexOf('#') + 1);
      if (id.startsWith("synthetic") && number.matches("\\d{1,9}")) {
        int index = Integer.parseInt(number);
        if (index < spec.images()) {
          found.put(id, picture(index));
        }
      }
    }
    return found;
  }

  private ExamplePicture picture(int index) throws IOException {
    float[] values;
    int side;
    if (task instanceof Task.Completion completion) {
      side = completion.side();
      values = new SyntheticScans(spec.images(), side, spec.seed()).example(index).completion();
    } else {
      SyntheticImages images = new SyntheticImages(spec.images(), spec.channels(), spec.seed());
      side = images.side();
      values = new float[spec.channels() * side * side];
      images.copy(index, values);
    }
    return new ExamplePicture(
        "synthetic",
        "image " + index,
        Montage.dataUri(Windows.stretched(values, side, side)),
        side <= Windows.SMALL,
        Optional.empty());
  }
}
