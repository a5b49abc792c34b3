package alrc.jobs.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A real Spark standalone cluster on loopback: a master and workers, each a process of its own with
 * an address of its own, for Spark speculates only on another host.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Path SPARK = Alrc.root().resolve("jobs/target/spark");

  /** The class path of bin/alrc. */
  private static final String CLASSES = Alrc.jar() + ":" + SPARK + "/jars/*";

  private final Path folder;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  private StandaloneCluster(Path folder) throws IOException {
    this.folder = folder;
    this.port = freePort();
  }

  /**
   * What a worker has.
   *
   * @param cores tasks at once
   * @param gpus addresses that its discovery script hands out, no two workers the same
   */
  public record Worker(int cores, int gpus) {}

  /** Starts a master and as many workers, each with one core. */
  public static StandaloneCluster start(Path folder, int workers)
      throws IOException, InterruptedException {
    return start(folder, Collections.nCopies(workers, new Worker(1, 0)));
  }

  /** Starts a master and these workers. */
  public static StandaloneCluster start(Path folder, List<Worker> workers)
      throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(folder);
    Alrc.archiveClasses();
    try {
      cluster.launch(
          "org.apache.spark.deploy.master.Master",
          List.of(),
          List.of("--host", HOST, "--port", "" + cluster.port, "--webui-port", "" + freePort()));
      cluster.await("the master listens", cluster::masterListens);
      int gpus = 0;
      for (int i = 0; i < workers.size(); i++) {
        cluster.startWorker(i, workers.get(i), gpus);
        gpus += workers.get(i).gpus();
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      cluster.close();
      throw failed;
    }
  }

  /** A setting with which executors find the program at once; else the driver sends it to them. */
  public static List<String> programOnExecutors() {
    return List.of("--conf", "spark.executor.extraClassPath=" + CLASSES);
  }

  /** The master's address. */
  public String url() {
    return "spark://" + HOST + ":" + port;
  }

  private void startWorker(int index, Worker worker, int firstGpu)
      throws IOException, InterruptedException {
    Path work = Files.createDirectories(folder.resolve("work-" + index));
    List<String> options = worker.gpus() == 0 ? List.of() : discovery(work, worker, firstGpu);
    Path log =
        launch(
            "org.apache.spark.deploy.worker.Worker",
            options,
            List.of(
                "--host",
                "127.0.0." + (1 + index),
                "--cores",
                "" + worker.cores(),
                "--memory",
                "2g",
                "--work-dir",
                work.toString(),
                "--webui-port",
                "0",
                url()));
    await("worker " + index + " is registered", () -> contains(log, "registered with master"));
  }

  /** A script in the place of the one that asks the driver of real GPUs. */
  private static List<String> discovery(Path work, Worker worker, int firstGpu) throws IOException {
    String addresses =
        IntStream.range(firstGpu, firstGpu + worker.gpus())
            .mapToObj(gpu -> "\"" + gpu + "\"")
            .collect(Collectors.joining(","));
    Path script = work.resolve("gpus.sh");
    Files.writeString(
        script, "#!/bin/sh\necho '{\"name\":\"gpu\",\"addresses\":[" + addresses + "]}'\n");
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
    return List.of(
        "-Dspark.worker.resource.gpu.amount=" + worker.gpus(),
        "-Dspark.worker.resource.gpu.discoveryScript=" + script);
  }

  private Path launch(String mainClass, List<String> options, List<String> arguments)
      throws IOException {
    Path log = folder.resolve(mainClass.replaceAll(".*\\.", "") + processes.size() + ".log");
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        conf.resolve("log4j2.properties"),
        "rootLogger.level=info\nrootLogger.appenderRef.a.ref=a\n"
            + "appender.a.type=Console\nappender.a.name=a\nappender.a.target=SYSTEM_ERR\n");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Alrc.root().resolve("bin/jvm.options"));
    command.addAll(options);
    command.add("-Dlog4j2.configurationFile=" + conf.resolve("log4j2.properties"));
    Collections.addAll(command, "-Xmx512m", "-cp", CLASSES, mainClass);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", SPARK.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    builder.environment().put("OMP_NUM_THREADS", "1");
    // Executors have it from their worker: they end before the optimising compiler pays. They map
    // the classes that bin/alrc archived, if their class path begins as its does.
    builder
        .environment()
        .put(
            "JAVA_TOOL_OPTIONS",
            "-XX:TieredStopAtLevel=1 -Xlog:cds=off -Xlog:cds+dynamic=off -XX:SharedArchiveFile="
                + Alrc.archive());
    processes.add(builder.start());
    return log;
  }

  private boolean masterListens() {
    try (Socket socket = new Socket(HOST, port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean contains(Path log, String text) {
    try {
      return Files.exists(log) && Files.readString(log).contains(text);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private void await(String what, BooleanSupplier reached) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not within 180 s: " + what + "; logs in " + folder);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** The executors that live now, in the order of their workers. */
  public List<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(Process::descendants)
        .filter(process -> process.info().commandLine().orElse("").contains("ExecutorBackend"))
        .toList();
  }

  /** What all executors have said so far. */
  public String executorsSaid() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(f -> f.endsWith("stderr")).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }

  /** The worker that an executor belongs to. */
  public ProcessHandle workerOf(ProcessHandle executor) {
    return processes.stream()
        .filter(process -> process.descendants().anyMatch(executor::equals))
        .findFirst()
        .orElseThrow()
        .toHandle();
  }

  /** Kills the worker that an executor belongs to, and starts another. */
  public void replaceWorkerOf(ProcessHandle executor) throws IOException, InterruptedException {
    workerOf(executor).destroyForcibly();
    startWorker(processes.size(), new Worker(1, 0), 0);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
  }
}
