package alrc.jobs.ledger;

import java.io.IOException;
import java.net.InetAddress;

/**
 * A process, told from every other one.
 *
 * @param host its machine
 * @param pid its number there
 * @param started when, to tell it from a later one of the same number; empty if unknown
 */
record ProcessMark(String host, long pid, String started) {
  static ProcessMark current() {
    ProcessHandle process = ProcessHandle.current();
    return new ProcessMark(thisHost(), process.pid(), start(process));
  }

  /** True on the machine of this process, where it can be asked whether it lives. */
  boolean here() {
    return host.equals(thisHost());
  }

  /** Whether it lives; to be asked on its own machine. */
  boolean livesHere() {
    return ProcessHandle.of(pid).map(found -> start(found).equals(started)).orElse(false);
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException unnamed) {
      return "unknown";
    }
  }

  private static String start(ProcessHandle process) {
    return process.info().startInstant().map(Object::toString).orElse("");
  }

  @Override
  public String toString() {
    return "process " + pid + " on " + host;
  }
}
