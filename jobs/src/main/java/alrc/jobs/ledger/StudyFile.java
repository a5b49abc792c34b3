package alrc.jobs.ledger;

import alrc.core.study.Cell;
import alrc.core.study.SeedPlan;
import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.jobs.storage.Storage;
import alrc.settings.SettingMistake;
import alrc.settings.UserMistake;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code study.json}: the study as understood, the digests of its data, from which its trials are
 * known without the data, and the number of attempts.
 *
 * @param study the grid and its seeds
 * @param dataDigests digest of the data of each cell, by cell id
 * @param attempts after which a trial is given up
 */
public record StudyFile(Study study, Map<String, String> dataDigests, int attempts) {
  private static final String DIGESTS = "data_digests";
  private static final String ATTEMPTS = "attempts";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public StudyFile {
    dataDigests = Map.copyOf(dataDigests);
  }

  /** The file for a study whose trials are known. */
  public static StudyFile of(Study study, List<Trial> trials, int attempts) {
    Map<String, String> digests = new LinkedHashMap<>();
    trials.forEach(trial -> digests.putIfAbsent(trial.cell().id(), trial.dataDigest()));
    return new StudyFile(study, digests, attempts);
  }

  /**
   * Reads the file's text.
   *
   * @param address for messages
   */
  static StudyFile fromJson(String json, String address) {
    try {
      if (!(MAPPER.readTree(json) instanceof ObjectNode root)) {
        throw damaged(address, "it is not a study", null);
      }
      JsonNode digests = root.remove(DIGESTS);
      JsonNode attempts = root.remove(ATTEMPTS);
      Map<String, String> byCell = new LinkedHashMap<>();
      if (digests != null) {
        digests
            .properties()
            .forEach(entry -> byCell.put(entry.getKey(), entry.getValue().asText()));
      }
      return new StudyFile(
          Study.fromJson(root), byCell, attempts == null ? SweepCounts.ATTEMPTS : attempts.asInt());
    } catch (JsonProcessingException notJson) {
      throw damaged(address, "it is not JSON", notJson);
    } catch (SettingMistake damaged) {
      throw damaged(address, Storage.reason(damaged), damaged);
    }
  }

  private static UserMistake damaged(String address, String reason, @Nullable Exception cause) {
    String words = address + ": is damaged (" + reason + "); remove it and sweep again";
    return cause == null ? new UserMistake(words) : new UserMistake(words, cause);
  }

  /** The file's text. */
  public String toJson() {
    try {
      ObjectNode root = (ObjectNode) MAPPER.readTree(study.canonicalJson());
      root.put(ATTEMPTS, attempts);
      ObjectNode digests = root.putObject(DIGESTS);
      study.cells().forEach(cell -> digests.put(cell.id(), digest(cell)));
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The trials that the study asks for with these results, and the state of its comparisons. */
  public SeedPlan.Asked asked(Recorded recorded) throws IOException {
    try {
      return new SeedPlan(study, this::digest).asked(new LedgerResults(recorded, attempts));
    } catch (UncheckedIOException unreadable) {
      throw Objects.requireNonNull(unreadable.getCause());
    }
  }

  private String digest(Cell cell) {
    return dataDigests.getOrDefault(cell.id(), "");
  }
}
