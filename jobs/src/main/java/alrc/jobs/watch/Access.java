package alrc.jobs.watch;

import alrc.settings.UserMistake;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may read the page. On a loopback address it is every process of this machine, and requests
 * must name that address, so that no foreign web site reads the page through the user's browser
 * (DNS rebinding). On any other address it is whoever knows the token.
 *
 * @param address on which the page is served
 * @param token absent on a loopback address
 */
record Access(InetAddress address, Optional<String> token) {
  /** The name of the query parameter, and of the cookie that replaces it. */
  static final String NAME = "token";

  private static final int TOKEN_BYTES = 24;
  private static final Pattern HOST =
      Pattern.compile("(127\\.\\d+\\.\\d+\\.\\d+|localhost|\\[::1])(:\\d+)?");

  /**
   * The access to an address that the user asks for; a token is made where it needs one.
   *
   * @param option that names it, for messages
   */
  static Access of(String option, String address) {
    try {
      InetAddress found = InetAddress.getByName(address);
      return new Access(
          found, found.isLoopbackAddress() ? Optional.empty() : Optional.of(newToken()));
    } catch (UnknownHostException unknown) {
      throw new UserMistake(
          option + " " + address + ": must be an address or a name of this machine", unknown);
    }
  }

  private static String newToken() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** The page's address, with the token where there is one. */
  String url(int port) {
    String host = address.getHostAddress();
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + port + "/" + token.map(t -> "?" + NAME + "=" + t).orElse("");
  }

  /**
   * Whether a request is answered.
   *
   * @param host its header of that name
   * @param query of its address, undecoded
   * @param cookie its header of that name
   */
  boolean allows(@Nullable String host, @Nullable String query, @Nullable String cookie) {
    if (token.isEmpty()) {
      return host != null && HOST.matcher(host).matches();
    }
    return knows(query, "&") || knows(cookie, ";");
  }

  /** Whether the token stands in the request's address, from where it goes into a cookie. */
  boolean isInQuery(@Nullable String query) {
    return token.isPresent() && knows(query, "&");
  }

  private boolean knows(@Nullable String text, String separator) {
    if (text == null) {
      return false;
    }
    Matcher given =
        Pattern.compile("(?:^|" + separator + "\\s*)" + NAME + "=([A-Za-z0-9_-]*)").matcher(text);
    boolean known = false;
    while (given.find()) { // another program on this host may have a cookie of the same name
      known |=
          MessageDigest.isEqual(
              given.group(1).getBytes(StandardCharsets.US_ASCII),
              token.orElseThrow().getBytes(StandardCharsets.US_ASCII));
    }
    return known;
  }
}
