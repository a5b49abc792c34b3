package alrc.jobs.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Stands before an S3 server and answers every n-th request with 503 Slow Down, as Amazon's does
 * under load; hands on the others byte by byte, each on a connection of its own. It can also leave
 * a request without an answer, or break down altogether.
 */
public final class FlakyRelay implements AutoCloseable {
  private static final String BODY =
      "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>Reduce your request rate."
          + "</Message></Error>";

  private final ServerSocket listening;
  private final int server;
  private final int every;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile Stop stop = new Stop("", "");
  private final Queue<String> passed = new ConcurrentLinkedQueue<>();
  private volatile boolean down;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "relay");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Where requests come to a stop: those that contain {@code then}, once one has contained {@code
   * first}.
   */
  private static final class Stop {
    private final String first;
    private final String then;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean begun;

    private Stop(String first, String then) {
      this.first = first;
      this.then = then;
    }

    private boolean meets(String request) {
      boolean meets = begun && request.contains(then);
      begun = begun || (!first.isEmpty() && request.contains(first));
      return meets;
    }
  }

  /**
   * Begins to listen.
   *
   * @param server port of the real server on this machine
   * @param every which requests are refused
   */
  public FlakyRelay(int server, int every) throws IOException {
    this.server = server;
    this.every = every;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Requests that were answered with 503. */
  public int refused() {
    return refused.get();
  }

  /**
   * Lets requests pass until one's line has contained {@code first}; those that contain {@code
   * then} get no answer from there on.
   */
  public void stopAt(String first, String then) {
    stop = new Stop(first, then);
  }

  /** Whether a request waits for its answer. */
  public boolean hasStopped() {
    return stop.reached.getCount() == 0;
  }

  /** Hangs up on whoever waits, and on everybody who comes. */
  public void breakDown() {
    down = true;
    stop.over.countDown();
  }

  /** Hangs up on whoever waits, and serves everybody who comes. */
  public void recover() {
    stop.over.countDown();
    stop = new Stop("", "");
    down = false;
  }

  /** How many requests were handed on whose line contains all of these. */
  public long passed(String... parts) {
    return passed.stream().filter(line -> Stream.of(parts).allMatch(line::contains)).count();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      if (head.isEmpty() || down || hasWaited(head.substring(0, head.indexOf('\r')))) {
        return;
      }
      if (requests.incrementAndGet() % every == 0) {
        refuse(client);
      } else {
        passed.add(head.substring(0, head.indexOf('\r')));
        relay(client, head);
      }
    } catch (IOException broken) {
      // a client that hangs up gets no more
    }
  }

  private boolean hasWaited(String request) {
    Stop here = stop;
    if (!here.meets(request)) {
      return false;
    }
    here.reached.countDown();
    try {
      here.over.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  /** The request's lines, of which one says that no other request follows. */
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      bytes.write(next);
      text = next == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
    }
    String single = text.replaceAll("(?i)\r\nConnection:[^\r]*", "");
    return single.substring(0, single.length() - 2) + "Connection: close\r\n\r\n";
  }

  private void refuse(Socket client) throws IOException {
    refused.incrementAndGet();
    String head =
        "HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nConnection: close\r\n"
            + "Content-Length: "
            + BODY.length()
            + "\r\n\r\n";
    client.getOutputStream().write((head + BODY).getBytes(StandardCharsets.ISO_8859_1));
    client.shutdownOutput();
    client.setSoTimeout(2_000);
    client.getInputStream().skipNBytes(Long.MAX_VALUE);
  }

  private void relay(Socket client, String head) throws IOException {
    try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
      upstream.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      threads.execute(() -> pipe(client, upstream));
      copy(upstream.getInputStream(), client.getOutputStream());
    }
  }

  private static void pipe(Socket from, Socket to) {
    try {
      copy(from.getInputStream(), to.getOutputStream());
    } catch (IOException answered) {
      // the answer was complete, and the sockets are closed
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[8192];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
