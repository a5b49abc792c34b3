package alrc.jobs.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Spark itself writes of an application: its event log.
 *
 * @param folder of the logs, each one whole file
 */
public record SparkEvents(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Settings with which an application writes its log here. */
  public List<String> settings() {
    return List.of(
        "spark.eventLog.enabled=true",
        "spark.eventLog.compress=false",
        "spark.eventLog.rolling.enabled=false",
        "spark.eventLog.dir=" + folder.toUri());
  }

  /** The tasks that have ended, as Spark describes them. */
  public List<JsonNode> endedTasks() throws IOException {
    List<JsonNode> tasks = new ArrayList<>();
    try (Stream<Path> logs = Files.list(folder)) {
      for (Path log : logs.filter(f -> !f.getFileName().toString().startsWith(".")).toList()) {
        for (String line : Files.readAllLines(log)) {
          JsonNode event = JSON.readTree(line);
          if (event.path("Event").asText().equals("SparkListenerTaskEnd")) {
            tasks.add(event);
          }
        }
      }
    }
    return tasks;
  }
}
