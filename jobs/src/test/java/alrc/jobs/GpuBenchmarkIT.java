package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program for a machine with a GPU works: a short run on the processor, without peers. */
class GpuBenchmarkIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void everyPartRunsOnTheProcessor() throws Exception {
    String program = Alrc.root().resolve("benchmarks/gpu").toString();
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder("bash", program, "--device", "cpu", "--short")
            .redirectError(err.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "ALRC_NO_BUILD",
                "1",
                "ALRC_GPU_OUTPUT",
                folder.resolve("kept").toString(),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PYTHON",
                "/usr/bin/python3"));
    Process run = builder.start();
    List<String> lines = new ArrayList<>();
    run.inputReader().lines().forEach(lines::add);
    assertEquals(0, run.waitFor(), () -> lines + "\n" + text(err));

    Map<String, JsonNode> parts = new TreeMap<>();
    for (String line : lines) {
      JsonNode part = MAPPER.readTree(line);
      parts.put(part.get("benchmark").asText(), part);
    }
    assertEquals(
        List.of("gpu-compare", "gpu-paper", "gpu-speed", "gpu-stable", "gpu-sweep"),
        List.copyOf(parts.keySet()));
    JsonNode compared = parts.get("gpu-compare");
    assertEquals(5, compared.get("kinds").asInt());
    assertEquals(0, compared.get("largest").asDouble(), "the processor beside itself");
    assertEquals(0, compared.get("not_repeatable").size());
    assertEquals(0, parts.get("gpu-stable").get("depends_on_neighbours").size());
    assertTrue(parts.get("gpu-speed").get("rows").get(0).get("alrc").asDouble() > 0);
    assertEquals(4, parts.get("gpu-paper").get("trials").asInt());
    assertEquals(4, parts.get("gpu-sweep").get("trials").asInt());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException unreadable) {
      return unreadable.toString();
    }
  }
}
