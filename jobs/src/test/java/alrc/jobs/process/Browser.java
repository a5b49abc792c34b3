package alrc.jobs.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium, driven by its DevTools protocol. Not thread-safe. */
public final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES = List.of("/usr/bin/chromium", "/usr/bin/google-chrome");
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final List<String> complaints = new ArrayList<>();
  private String session = "";
  private int sent;

  private Browser(Process process, Path profile, String address) {
    this.process = process;
    this.profile = profile;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .join();
  }

  /** Starts it; skips the test where there is none, unless this run requires it. */
  public static Browser start() throws IOException {
    String program = NAMES.stream().filter(p -> Files.exists(Path.of(p))).findFirst().orElse("");
    if (program.isEmpty() && "required".equals(System.getenv("ALRC_SHARED"))) {
      throw new AssertionError("Chromium is absent, and this run requires it");
    }
    assumeTrue(!program.isEmpty(), "skipped: Chromium is absent (Debian package chromium)");
    Path profile = Files.createTempDirectory("alrc-browser");
    Process process =
        new ProcessBuilder(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-extensions",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
    String line = errors.readLine();
    while (line != null && !line.startsWith("DevTools listening on ")) {
      line = errors.readLine();
    }
    if (line == null) {
      throw new IOException("Chromium ended without an address");
    }
    Thread drain = new Thread(() -> errors.lines().forEach(unused -> {}), "chromium's messages");
    drain.setDaemon(true);
    drain.start();
    Browser browser = new Browser(process, profile, line.substring(line.indexOf("ws://")).strip());
    browser.newPage();
    return browser;
  }

  private void newPage() {
    String target =
        call("Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** How the next page is shown. */
  public void look(int width, int height, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    Map<String, String> feature =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of(feature)));
  }

  /** Shows the page as it is printed on a sheet, by a browser that is set to dark. */
  public void print(int width) {
    look(width, 900, true);
    Map<String, String> dark = Map.of("name", "prefers-color-scheme", "value", "dark");
    call("Emulation.setEmulatedMedia", Map.of("media", "print", "features", List.of(dark)));
  }

  /** Whether scripts run in the next page. */
  public void scripts(boolean run) {
    call("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }

  /** Opens a page and waits until it is loaded; forgets the complaints of the one before. */
  public void open(String address) {
    complaints.clear();
    call("Page.navigate", Map.of("url", address));
    await("Page.loadEventFired");
  }

  /** The value of an expression in the page. */
  public JsonNode value(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.get("exceptionDetails").toString());
    }
    return answer.path("result").path("value");
  }

  /** Errors and warnings of the page's console, and exceptions, since it was opened. */
  public List<String> complaints() {
    value("1");
    return List.copyOf(complaints);
  }

  /** Saves the whole page as an image. */
  public void picture(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    JsonNode shot =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    int id = ++sent;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(message.toString(), true).join();
    JsonNode answer = next(node -> node.path("id").asInt() == id);
    if (answer.has("error")) {
      throw new AssertionError(method + ": " + answer.get("error"));
    }
    return answer.path("result");
  }

  private void await(String event) {
    next(node -> event.equals(node.path("method").asText()));
  }

  private JsonNode next(java.util.function.Predicate<JsonNode> wanted) {
    try {
      while (true) {
        String text = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (text == null) {
          throw new AssertionError("Chromium did not answer");
        }
        JsonNode node = JSON.readTree(text);
        note(node);
        if (wanted.test(node)) {
          return node;
        }
      }
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  private void note(JsonNode node) {
    String method = node.path("method").asText();
    JsonNode of = node.path("params");
    String level =
        (of.path("type").asText() + of.path("entry").path("level").asText())
            .toLowerCase(Locale.ROOT);
    boolean consoleCall =
        method.equals("Runtime.consoleAPICalled") || method.equals("Log.entryAdded");
    if (method.equals("Runtime.exceptionThrown")
        || (consoleCall && (level.contains("error") || level.contains("warn")))) {
      complaints.add(of.toString());
    }
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** Joins the pieces of a message. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
