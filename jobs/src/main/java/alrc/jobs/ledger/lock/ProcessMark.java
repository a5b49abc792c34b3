package alrc.jobs.ledger.lock;

import alrc.jobs.storage.ThisHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Identifies a process among those of all machines.
 *
 * @param host its machine
 * @param pid its number there
 * @param started its start, which distinguishes it from a later one of the same number; empty if
 *     unknown. On Linux {@code boot/namespace/ticks}: the id of the machine's boot, its pid
 *     namespace, and the clock ticks between that boot and its start. A time of day would change
 *     whenever the clock is set, because the kernel computes it back from now.
 */
public record ProcessMark(String host, long pid, String started) {
  private static final Path PROC = Path.of("/proc");

  /** Identifies the processes that can be asked here. */
  private static final String HERE = machine();

  /** Place of the start time behind the name of the program, whose fields are 1 and 2: proc(5). */
  private static final int START_TICKS = 22 - 3;

  public static ProcessMark current() {
    return of(ProcessHandle.current());
  }

  static ProcessMark of(ProcessHandle process) {
    return new ProcessMark(ThisHost.name(), process.pid(), start(process));
  }

  /** Whether it is on this machine, so that {@link #livesHere} can be asked. */
  public boolean here() {
    return host.equals(ThisHost.name()) && started.startsWith(HERE);
  }

  /** Whether it is alive; valid only on its own machine. */
  public boolean livesHere() {
    return ProcessHandle.of(pid).map(found -> start(found).equals(started)).orElse(false);
  }

  /** Empty where there is no {@code /proc}. */
  private static String machine() {
    try {
      String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      String processes = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
      return boot + "/" + processes + "/";
    } catch (IOException | RuntimeException notLinux) {
      return "";
    }
  }

  private static String start(ProcessHandle process) {
    if (HERE.isEmpty()) {
      return process.info().startInstant().map(Object::toString).orElse("");
    }
    try {
      String stat = Files.readString(PROC.resolve(process.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      // A zombie has ended; its parent has only not asked for its exit status.
      return "ZX".contains(fields[0]) ? "ended" : HERE + fields[START_TICKS];
    } catch (IOException | RuntimeException gone) {
      return "gone";
    }
  }

  @Override
  public String toString() {
    return "process " + pid + " on " + host;
  }
}
