package alrc.stem.dataset;

import alrc.settings.RecordJson;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one part file. They are stored in its footer, so that a part describes itself and
 * {@code prepare} resumes after a crash by reading footers.
 *
 * @param recipe settings of the recipe, canonical JSON
 * @param seed of the run
 * @param layout of the data set; the default one for a part of an earlier version
 * @param sources whose examples are in this part, and sources without examples
 */
public record PartFacts(
    String recipe, long seed, @Nullable DatasetLayout layout, List<SourceFacts> sources) {
  /** The key of these facts in the footer's key-value metadata. */
  public static final String FOOTER_KEY = "alrc.part";

  /** Copies the list. */
  public PartFacts {
    layout = layout == null ? DatasetLayout.DEFAULT : layout;
    sources = List.copyOf(sources);
  }

  @Override
  public DatasetLayout layout() {
    return Objects.requireNonNull(layout);
  }

  /** Returns the JSON for the footer. */
  public String toJson() {
    return RecordJson.text(this);
  }

  /** Parses the JSON of a footer. */
  public static PartFacts fromJson(String json) {
    return RecordJson.read(json, PartFacts.class);
  }
}
