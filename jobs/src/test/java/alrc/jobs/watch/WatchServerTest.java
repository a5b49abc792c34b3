package alrc.jobs.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.UserMistake;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Requests to a real server. */
class WatchServerTest {
  private static final View VIEW = new View(7, "<h1>page</h1>", "<main>content</main>", false);

  private final HttpClient client = HttpClient.newHttpClient();

  private static WatchServer local() throws IOException {
    return WatchServer.start(Access.of("--address", "127.0.0.1"), 0, () -> VIEW);
  }

  /** As on another address, which the test cannot rely on to exist. */
  private static WatchServer withToken() throws IOException {
    Access access = new Access(InetAddress.getLoopbackAddress(), Optional.of("abc-123_x"));
    return WatchServer.start(access, 0, () -> VIEW);
  }

  private HttpResponse<String> get(String address, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String root(WatchServer server) {
    return server.url().replaceFirst("\\?.*", "");
  }

  @Test
  void thePageIsServedOnThisMachineAlone() throws Exception {
    try (WatchServer server = local()) {
      assertTrue(server.url().startsWith("http://127.0.0.1:"), server.url());
      HttpResponse<String> page = get(server.url());
      assertEquals(200, page.statusCode());
      assertEquals(VIEW.html(), page.body());
      assertTrue(
          page.headers().firstValue("Content-Security-Policy").orElse("").contains("'none'"));
    }
  }

  @Test
  void aNewerVersionIsSentAndNoOlderOne() throws Exception {
    try (WatchServer server = local()) {
      HttpResponse<String> newer = get(server.url() + "view?after=6");
      assertEquals(VIEW.content(), newer.body());
      assertEquals("7", newer.headers().firstValue("X-Version").orElse(""));
      HttpResponse<String> same = get(server.url() + "view?after=7");
      assertEquals(204, same.statusCode());
      assertEquals("false", same.headers().firstValue("X-Ended").orElse(""));
      assertEquals(200, get(server.url() + "view?after=99999999999999999999").statusCode());
    }
  }

  @Test
  void otherRequestsAreRefused() throws Exception {
    try (WatchServer server = local()) {
      assertEquals(404, get(server.url() + "etc/passwd").statusCode());
      HttpRequest post =
          HttpRequest.newBuilder(URI.create(server.url()))
              .POST(HttpRequest.BodyPublishers.ofString("x"))
              .build();
      assertEquals(405, client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode());
    }
  }

  /** A site that resolves its own name to this machine does not read the page. */
  @Test
  void requestsThatNameAnotherHostAreRefused() throws Exception {
    try (WatchServer server = local()) {
      URI address = URI.create(server.url());
      assertTrue(raw(address, "evil.example:" + address.getPort()).startsWith("HTTP/1.1 403"));
      assertTrue(raw(address, "127.0.0.1.evil.example").startsWith("HTTP/1.1 403"));
      assertTrue(raw(address, "localhost:" + address.getPort()).startsWith("HTTP/1.1 200"));
    }
  }

  private static String raw(URI address, String host) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort());
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void anotherAddressNeedsItsToken() throws Exception {
    try (WatchServer server = withToken()) {
      assertTrue(server.url().endsWith("/?token=abc-123_x"), server.url());
      assertEquals(403, get(root(server)).statusCode());
      assertEquals(403, get(root(server) + "?token=abc-123_").statusCode());
      assertEquals(403, get(root(server) + "view?after=1&nottoken=abc-123_x").statusCode());
      HttpResponse<String> first = get(server.url());
      assertEquals(303, first.statusCode());
      assertEquals("/", first.headers().firstValue("Location").orElse(""));
      String cookie = first.headers().firstValue("Set-Cookie").orElse("");
      assertTrue(cookie.contains("HttpOnly"), cookie);
      String sent = cookie.substring(0, cookie.indexOf(';'));
      assertEquals(VIEW.html(), get(root(server), "Cookie", "other=1; " + sent).body());
    }
  }

  @Test
  void tokensAreLongAndDiffer() {
    Access first = Access.of("--address", "0.0.0.0");
    assertEquals(32, first.token().orElse("").length());
    assertFalse(first.token().equals(Access.of("--address", "0.0.0.0").token()));
    assertTrue(Access.of("--address", "::1").token().isEmpty());
  }

  @Test
  void aPortThatIsInUseIsTheUsersMistake() throws Exception {
    try (WatchServer server = local()) {
      int port = URI.create(server.url()).getPort();
      Access access = Access.of("--address", "127.0.0.1");
      UserMistake refused =
          assertThrows(UserMistake.class, () -> WatchServer.start(access, port, () -> VIEW));
      assertTrue(refused.getMessage().contains("--port " + port), refused.getMessage());
    }
  }
}
