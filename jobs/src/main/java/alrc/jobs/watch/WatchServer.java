package alrc.jobs.watch;

import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page over HTTP. {@code /} is the page; {@code /view?after=V} answers 204 until there
 * is a version after V, and then what the page's script puts in place of the old content. All other
 * requests are refused; nothing can be changed by one.
 */
public final class WatchServer implements AutoCloseable {
  private static final int THREADS = 4;
  private static final Pattern AFTER = Pattern.compile("(?:^|&)after=(\\d{1,18})(?:&|$)");
  private static final String POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Access access;
  private final Supplier<View> views;

  private WatchServer(HttpServer server, Access access, Supplier<View> views) {
    this.server = server;
    this.access = access;
    this.views = views;
  }

  /**
   * Starts to serve.
   *
   * @param access by {@code --address}
   * @param port 1–65535, or 0 for any that is free
   * @param views the newest view; may wait for the first one
   */
  static WatchServer start(Access access, int port, Supplier<View> views) throws IOException {
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(access.address(), port), 0);
    } catch (BindException taken) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--port %d: %s cannot be served there (%s); give another port, or 0 for any that is"
                  + " free",
              port,
              access.address().getHostAddress(),
              Storage.reason(taken)),
          taken);
    }
    WatchServer made = new WatchServer(http, access, views);
    http.createContext("/", made::answer);
    http.setExecutor(made.threads);
    http.start();
    return made;
  }

  /** The page's address. */
  public String url() {
    return access.url(server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = exchange.getRequestURI().getRawQuery();
      Headers asked = exchange.getRequestHeaders();
      if (!access.allows(asked.getFirst("Host"), query, asked.getFirst("Cookie"))) {
        send(
            exchange,
            403,
            "text/plain",
            "The address lacks the token that 'alrc watch' printed.\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, "text/plain", "Only GET is answered.\n");
      } else if (path.equals("/view")) {
        change(exchange, query);
      } else if (!path.equals("/")) {
        send(exchange, 404, "text/plain", "There is one page: /\n");
      } else if (access.isInQuery(query)) {
        toCookie(exchange);
      } else {
        send(exchange, 200, "text/html", views.get().html());
      }
    } catch (SocketException | UncheckedIOException gone) {
      // The reader closed the page.
    }
  }

  /** Keeps the token out of the browser's history and of links. */
  private void toCookie(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set(
        "Set-Cookie",
        Access.NAME + "=" + access.token().orElseThrow() + "; Path=/; HttpOnly; SameSite=Strict");
    headers.set("Location", "/");
    exchange.sendResponseHeaders(303, -1);
  }

  private void change(HttpExchange exchange, @Nullable String query) throws IOException {
    Matcher after = AFTER.matcher(query == null ? "" : query);
    View view = views.get();
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-Ended", Boolean.toString(view.ended()));
    if (after.find() && view.version() <= Long.parseLong(after.group(1))) {
      exchange.sendResponseHeaders(204, -1);
      return;
    }
    headers.set("X-Version", Long.toString(view.version()));
    send(exchange, 200, "text/html", view.content());
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type + "; charset=utf-8");
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
