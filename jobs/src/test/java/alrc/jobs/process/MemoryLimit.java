package alrc.jobs.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A control group of the kernel: when what is in it takes more memory than the limit, the kernel
 * kills it, as on a machine that has no more. Version 1 of the groups, or 2.
 */
public final class MemoryLimit implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private final Path group;
  private final String events;

  private MemoryLimit(Path group, String events) {
    this.group = group;
    this.events = events;
  }

  /** Makes a group, where this machine lets one be made; else the test is skipped. */
  public static MemoryLimit ofMegabytes(int megabytes) {
    String name = "alrc-" + UUID.randomUUID();
    String bytes = Long.toString(megabytes * 1_000_000L);
    boolean first = Files.isDirectory(ROOT.resolve("memory"));
    Path group = ROOT.resolve(first ? "memory" : ".").resolve(name).normalize();
    MemoryLimit limit = new MemoryLimit(group, first ? "memory.oom_control" : "memory.events");
    boolean made = false;
    try {
      Files.createDirectory(group);
      Files.writeString(group.resolve(first ? "memory.limit_in_bytes" : "memory.max"), bytes);
      made = true;
      if (!first) {
        Files.writeString(group.resolve("memory.swap.max"), "0");
      }
    } catch (IOException refused) {
      System.err.println("no control group can be made: " + refused);
    }
    assumeTrue(made, "skipped: only root, where there is a memory controller, may limit memory");
    return limit;
  }

  /** What runs a command in the group. */
  public List<String> launcher() {
    return List.of("sh", "-c", "echo $$ > " + group + "/cgroup.procs && exec \"$0\" \"$@\"");
  }

  /** How many processes the kernel has killed here. */
  public long kills() throws IOException {
    return Files.readAllLines(group.resolve(events)).stream()
        .filter(line -> line.startsWith("oom_kill "))
        .mapToLong(line -> Long.parseLong(line.split(" ", -1)[1]))
        .sum();
  }

  /** Removes the group as soon as nothing is left in it. */
  @Override
  public void close() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.readString(group.resolve("cgroup.procs")).isBlank() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    Files.delete(group);
  }
}
