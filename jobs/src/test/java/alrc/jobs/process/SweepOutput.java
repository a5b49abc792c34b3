package alrc.jobs.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The output of a sweep while another process writes it, and what may befall that process. */
public record SweepOutput(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LIMIT_SECONDS = 300;

  /** How a trial was run, and how long that took; all else depends on the trial alone. */
  private static final String CIRCUMSTANCES =
      "wall_seconds, iterations_per_second, started_at, cohort_size";

  /** Arguments of a sweep into this output. */
  public String[] sweep(Path study, String... more) {
    return sweepTo(folder.toString(), study, more);
  }

  /** Arguments of a sweep into an output at an address. */
  public static String[] sweepTo(String address, Path study, String... more) {
    List<String> command = new ArrayList<>();
    Collections.addAll(command, "sweep", study.toString(), "--output", address, "--json");
    Collections.addAll(command, more);
    return command.toArray(String[]::new);
  }

  /** Summaries and curves, circumstances, and other columns, aside. */
  public List<String> results(String... aside) throws SQLException {
    List<String> rows = new ArrayList<>();
    String files = " FROM read_parquet('%s/NAME/*.parquet') ORDER BY ALL";
    String more = Stream.of(aside).map(column -> ", " + column).collect(Collectors.joining());
    String summaries = "SELECT * EXCLUDE (" + CIRCUMSTANCES + more + ")";
    rows.addAll(Duck.rows(folder, summaries + files.replace("NAME", "summaries")));
    rows.addAll(Duck.rows(folder, "SELECT *" + files.replace("NAME", "curves")));
    return rows;
  }

  /** The whole files in one of its folders, by name. */
  public List<Path> files(String name) throws IOException {
    if (!Files.isDirectory(folder.resolve(name))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.filter(f -> !f.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  /** Ids of trials that have a checkpoint, but no result. */
  public List<String> halfDone() throws IOException {
    List<String> ids = new ArrayList<>();
    for (Path file : files("checkpoints")) {
      String name = file.getFileName().toString();
      String id = name.replaceFirst("\\..*", "");
      if (name.endsWith(".checkpoint") && !isRecorded(id)) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** Ids of trials whose curve is written, or half of it, but no result. */
  public List<String> halfWritten() throws IOException {
    List<String> ids = new ArrayList<>();
    if (Files.isDirectory(folder.resolve("curves"))) {
      try (Stream<Path> files = Files.list(folder.resolve("curves"))) {
        files
            .map(file -> file.getFileName().toString().replaceFirst("^\\.?([^.]*)\\..*", "$1"))
            .filter(id -> !isRecorded(id))
            .forEach(ids::add);
      }
    }
    return ids;
  }

  /** Ids of trials that have a result. */
  public List<String> recorded() throws IOException {
    return files("summaries").stream()
        .map(file -> file.getFileName().toString().replaceFirst("\\..*", ""))
        .toList();
  }

  /** Whether a trial has a result. */
  public boolean isRecorded(String id) {
    return Files.exists(folder.resolve("summaries").resolve(id + ".parquet"));
  }

  /** The number of the process that trains a trial; 0 if none does. */
  public long trainer(String id) {
    return attempt(id).path("process").path("pid").asLong();
  }

  /** Whether a trial that is trained is trained alone, and would be guilty of a death. */
  public boolean onProbation(String id) {
    return attempt(id).path("begun").path("proof").asBoolean();
  }

  /** Whether the checkpoint of a trial under way is still being read. */
  public boolean isBeingRead(String id) {
    return attempt(id).path("begun").path("from").asLong() == Long.MAX_VALUE;
  }

  /** How many deaths a trial is suspected of. */
  public int deaths(String id) throws IOException {
    Path file = folder.resolve("checkpoints").resolve(id + ".deaths");
    return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
  }

  /** What is said of a trial under way; empty if it is not. */
  private JsonNode attempt(String id) {
    try {
      return JSON.readTree(folder.resolve("checkpoints").resolve(id + ".attempt").toFile());
    } catch (IOException gone) {
      return JSON.createObjectNode();
    }
  }

  /** Stops a process when so many trials are half done. */
  public void freezeHalfDone(ProcessHandle process, int count) throws Exception {
    await(process, () -> frozen(process, () -> halfDone().size() >= count));
  }

  /** Kills a process the first time that it trains a trial, and says which. */
  public String killFirst(Process process) throws Exception {
    List<String> ids = new ArrayList<>();
    await(
        process.toHandle(),
        () ->
            frozen(
                process.toHandle(),
                () -> {
                  for (Path file : files("checkpoints")) {
                    ids.add(file.getFileName().toString().replaceFirst("\\..*", ""));
                  }
                  return !ids.isEmpty() && trainer(ids.get(0)) == process.pid();
                }));
    process.destroyForcibly().waitFor();
    return ids.get(0);
  }

  /** Kills a process when it trains a trial; false if that is not on probation. */
  public boolean killOnProbation(String id, Process process) throws Exception {
    await(process.toHandle(), () -> frozen(process.toHandle(), () -> trainer(id) == process.pid()));
    boolean probation = onProbation(id);
    process.destroyForcibly().waitFor();
    return probation;
  }

  /** Freezes a process where a condition holds, and still does once it is frozen. */
  public static boolean frozen(ProcessHandle process, Condition condition) throws Exception {
    if (!condition.holds()) {
      return false;
    }
    signal("STOP", process);
    if (condition.holds()) {
      return true;
    }
    signal("CONT", process);
    return false;
  }

  /** Whether a process is stopped by a signal. */
  public static boolean isFrozen(ProcessHandle process) throws IOException {
    String stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
    return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
  }

  /** Waits while a process lives. */
  public static void await(ProcessHandle process, Condition reached) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!reached.holds()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("the process ended, or 300 s passed, before it came to it");
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /** What may be the case. */
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Sends a signal by its name. */
  public static void signal(String name, ProcessHandle process) throws Exception {
    new ProcessBuilder("kill", "-" + name, "" + process.pid()).inheritIO().start().waitFor();
  }
}
