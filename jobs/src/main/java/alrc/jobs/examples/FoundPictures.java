package alrc.jobs.examples;

import java.util.List;
import java.util.Map;

/**
 * The pictures of some examples.
 *
 * @param byId what was found, by the example's id
 * @param remarks why others were not, a sentence each
 */
public record FoundPictures(Map<String, ExamplePicture> byId, List<String> remarks) {
  /** Nothing, where nothing was looked for. */
  public static final FoundPictures NONE = new FoundPictures(Map.of(), List.of());

  public FoundPictures {
    byId = Map.copyOf(byId);
    remarks = List.copyOf(remarks);
  }
}
