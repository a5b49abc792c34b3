package alrc.jobs.report.value;

import alrc.jobs.card.Card;
import alrc.jobs.results.StudyResults;
import alrc.jobs.storage.Storage;
import alrc.settings.RecordJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The data of a study, for people. */
public final class DataSets {
  private static final String LOCAL = "file:";

  private DataSets() {}

  /**
   * The card of a prepared data set.
   *
   * @param address where it is
   * @param link the same for a browser; empty where that cannot open it
   */
  public record CardPlace(String address, String link) {}

  /** The cards of the prepared data sets of some results, each once. */
  public static List<CardPlace> of(StudyResults results) {
    return results.outputs().stream()
        .flatMap(output -> output.data().stream())
        .map(RecordJson::parse)
        .filter(data -> data.path("kind").asText().equals("prepared"))
        .map(data -> Storage.inside(data.path("path").asText(), Card.FILE))
        .distinct()
        .map(address -> new CardPlace(address, link(address)))
        .toList();
  }

  /** Only files of this machine are linked: nothing else can be a program or a foreign page. */
  private static String link(String address) {
    try {
      return address.startsWith(LOCAL + "/")
          ? new URI("file", null, address.substring(LOCAL.length()), null).toASCIIString()
          : "";
    } catch (URISyntaxException unwritable) {
      return "";
    }
  }

  /**
   * Settings of data in words, such as {@code prepared, path file:/data, windows 2000}.
   *
   * @param json an object
   */
  public static String words(String json) {
    JsonNode data = RecordJson.parse(json);
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, JsonNode> setting : data.properties()) {
      JsonNode value = setting.getValue();
      String name = setting.getKey().equals("kind") ? "" : setting.getKey() + " ";
      words.add(name + (value.isTextual() ? value.asText() : value.toString().replace(",", ", ")));
    }
    return String.join(", ", words);
  }
}
