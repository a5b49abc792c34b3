package alrc.jobs.watch;

import alrc.jobs.ledger.SweepFolder;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A page that follows a sweep, until it is closed. */
public final class Watch implements AutoCloseable {
  private final LiveSweep sweep;
  private final WatchServer server;
  private final CountDownLatch closed = new CountDownLatch(1);

  private Watch(LiveSweep sweep, WatchServer server) {
    this.sweep = sweep;
    this.server = server;
  }

  /**
   * Starts to read and to serve.
   *
   * @param folder checked to be the output of a sweep
   * @param address on which the page is served; any but a loopback address needs a token
   * @param port 0–65535; 0 for any that is free
   */
  public static Watch start(SweepFolder folder, String address, int port) throws IOException {
    Access access = Access.of("--address", address);
    LiveSweep sweep = new LiveSweep(folder);
    try {
      return new Watch(sweep, WatchServer.start(access, port, sweep));
    } catch (IOException | RuntimeException refused) {
      sweep.close();
      throw refused;
    }
  }

  /** The page's address, with the token where there is one. */
  public String url() {
    return server.url();
  }

  /** Waits until it is closed. */
  public void await() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    server.close();
    sweep.close();
    closed.countDown();
  }
}
