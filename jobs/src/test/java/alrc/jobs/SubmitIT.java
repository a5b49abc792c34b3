package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.StandaloneCluster;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same jar under spark-submit, on a standalone cluster of separate processes. */
class SubmitIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RESULTS =
      "SELECT trial_id, status, final_mean, final_sd, best, last FROM"
          + " read_parquet('%s/table.parquet') ORDER BY 1";

  @TempDir Path folder;

  @Test
  void prepareAndSweepOnAClusterGiveWhatTheyGiveLocally() throws Exception {
    String images = folder.resolve("images").toString();
    inProcess("synthesize", "--count", "4", "--size", "1024", "--output", images);
    Path study =
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            study: submitted
            data: {kind: prepared, path: data-local, windows: 50}
            model: {kind: supersampling, width: 0.03125}
            loss: [squared, quartic]
            rule: {kind: alrc, deviations: 3, decay: 0.99}
            iterations: 60
            seeds: 2
            summary: {last: 20}
            """);
    JsonNode local = JSON.readTree(inProcess(prepare(images, "local[2]", "data-local")).lastLine());
    inProcess("sweep", study.toString(), "--output", folder.resolve("sweep-local").toString());

    Path logs = Files.createDirectories(folder.resolve("cluster"));
    try (StandaloneCluster cluster = StandaloneCluster.start(logs, 2)) {
      JsonNode submitted =
          JSON.readTree(run(prepare(images, cluster.url(), "data-cluster")).lastLine());
      assertEquals(local.get("digest"), submitted.get("digest"));
      assertEquals(16, submitted.get("examples").asInt());

      String out = folder.resolve("sweep-cluster").toString();
      run(
          "sweep",
          study.toString(),
          "--output",
          out,
          "--master",
          cluster.url(),
          "--conf",
          "spark.executor.memory=1g",
          "--conf",
          "spark.driver.host=127.0.0.1");
    }
    List<String> expected = Duck.rows(folder.resolve("sweep-local"), RESULTS);
    assertEquals(4, expected.size());
    assertEquals(expected, Duck.rows(folder.resolve("sweep-cluster"), RESULTS));
    assertTrue(
        Files.readString(logs.resolve("Master0.log")).contains("Registered app alrc sweep"),
        "the cluster's master saw the application");
  }

  private String[] prepare(String images, String master, String out) {
    return new String[] {
      "prepare",
      "--input",
      images,
      "--output",
      folder.resolve(out).toString(),
      "--master",
      master,
      "--conf",
      "spark.executor.memory=1g",
      "--conf",
      "spark.driver.host=127.0.0.1",
      "--json"
    };
  }

  private static Alrc.Finished inProcess(String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(0, run.status(), run::err);
    return run;
  }

  private static Alrc.Finished run(String... arguments) throws Exception {
    Alrc.Finished run = Alrc.run(arguments);
    assertEquals(0, run.status(), run::err);
    return run;
  }
}
