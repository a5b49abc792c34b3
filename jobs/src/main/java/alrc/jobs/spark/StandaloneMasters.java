package alrc.jobs.spark;

import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Checks whether any of the masters of {@code spark://host:port,host:port} can be reached: Spark
 * itself tries for a minute, and then ends with a stack trace.
 */
final class StandaloneMasters {
  private static final String SCHEME = "spark://";
  private static final int TIMEOUT_MILLIS = 5_000;

  private StandaloneMasters() {}

  static boolean isMeant(String master) {
    return master.startsWith(SCHEME);
  }

  /**
   * Waits at most 5 s for each.
   *
   * @throws UserMistake where none takes a connection
   */
  static void refuseUnreachable(String master) {
    List<String> refusals = new ArrayList<>();
    for (String one : master.substring(SCHEME.length()).split(",", -1)) {
      try {
        connect(one);
        return;
      } catch (UnknownHostException unknown) {
        refusals.add("unknown host " + unknown.getMessage());
      } catch (IOException refused) {
        refusals.add(Storage.reason(refused));
      }
    }
    throw new UserMistake(
        String.format(
            Locale.ROOT,
            "--master %s: no Spark master answers there (%s); start it, or give the address that"
                + " its page shows",
            master,
            String.join("; ", refusals)));
  }

  /** Whether a job failed because the master gave the application up. */
  static boolean hasRemoved(Exception failed) {
    return String.valueOf(failed.getMessage()).contains("Master removed our application");
  }

  /** The message when Spark has given up the cluster, for instance after a minute. */
  static UserMistake gone(String master, Exception failed) {
    return new UserMistake(
        String.format(
            Locale.ROOT,
            "--master %s: does not answer as a Spark master, or has ended the application (%s);"
                + " see its page and its log, and run the same command to resume",
            master,
            Storage.reason(failed)),
        failed);
  }

  private static void connect(String hostAndPort) throws IOException {
    int colon = hostAndPort.lastIndexOf(':');
    String port = hostAndPort.substring(colon + 1);
    if (colon < 1 || !port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > 0xffff) {
      throw new IOException(hostAndPort + " must be HOST:PORT");
    }
    try (Socket socket = new Socket()) {
      InetSocketAddress address =
          new InetSocketAddress(hostAndPort.substring(0, colon), Integer.parseInt(port));
      if (address.isUnresolved()) {
        throw new UnknownHostException(address.getHostString());
      }
      socket.connect(address, TIMEOUT_MILLIS);
    }
  }
}
