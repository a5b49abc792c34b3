package alrc.jobs.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine of this process. */
public final class ThisHost {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private ThisHost() {}

  /** Its name; on many cluster nodes the resolver does not know it, but the kernel does. */
  public static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException unresolved) {
      return ofKernel();
    }
  }

  private static String ofKernel() {
    try {
      return Files.readString(KERNEL).strip();
    } catch (IOException notLinux) {
      return "unknown";
    }
  }
}
