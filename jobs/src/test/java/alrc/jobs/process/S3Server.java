package alrc.jobs.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real S3 server on loopback (S3Proxy over local folders), in a process of its own with its own
 * class path.
 */
public final class S3Server implements AutoCloseable {
  /** What must be found in no output. */
  public static final String ACCESS_KEY = "alrc-test-access-key";

  /** What must be found in no output. */
  public static final String SECRET_KEY = "alrc-test-secret-key";

  private final Path folder;
  private final int port;
  private final Process process;

  private S3Server(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts a server whose buckets are folders below {@code folder}. */
  public static S3Server start(Path folder) throws IOException, InterruptedException {
    Path jar = Alrc.root().resolve("jobs/target/s3proxy.jar");
    if (!Files.exists(jar) && "required".equals(System.getenv("ALRC_SHARED"))) {
      throw new AssertionError(jar + " is absent, and this run requires it");
    }
    assumeTrue(Files.exists(jar), "skipped: the phase pre-integration-test fetches " + jar);
    Path buckets = Files.createDirectories(folder.resolve("buckets"));
    int port = freePort();
    Path settings = folder.resolve("s3proxy.conf");
    Files.write(
        settings,
        List.of(
            "s3proxy.endpoint=http://127.0.0.1:" + port,
            "s3proxy.authorization=aws-v2-or-v4",
            "s3proxy.identity=" + ACCESS_KEY,
            "s3proxy.credential=" + SECRET_KEY,
            "jclouds.provider=filesystem-nio2",
            "jclouds.filesystem.basedir=" + buckets));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3proxy.log").toFile())
            .start();
    S3Server server = new S3Server(buckets, port, process);
    server.awaitListening(folder.resolve("s3proxy.log"));
    return server;
  }

  private void awaitListening(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
    while (System.nanoTime() < end && process.isAlive()) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    close();
    throw new IllegalStateException("S3Proxy does not listen: " + Files.readString(log));
  }

  /** The folder that holds a bucket's objects as files; made where it is absent. */
  public Path bucket(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** The Spark settings with which {@code s3a:} addresses lead here. */
  public Map<String, String> settings() {
    return settings(port);
  }

  /** The same, by way of a relay that listens elsewhere. */
  public Map<String, String> settings(int port) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("endpoint", "http://127.0.0.1:" + port);
    settings.put("endpoint.region", "us-east-1");
    settings.put("path.style.access", "true");
    settings.put(
        "aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    settings.put("access.key", ACCESS_KEY);
    settings.put("secret.key", SECRET_KEY);
    Map<String, String> prefixed = new LinkedHashMap<>();
    settings.forEach((key, value) -> prefixed.put("spark.hadoop.fs.s3a." + key, value));
    return prefixed;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
