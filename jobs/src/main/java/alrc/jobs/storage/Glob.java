package alrc.jobs.storage;

import alrc.settings.UserMistake;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A file-name pattern: {@code *} and {@code ?} within a name, {@code [abc]}, {@code [a-z]} and
 * {@code [!a]} for one character, {@code **} for folders at any depth.
 *
 * @param folder the longest leading folder without a special character, with its scheme
 * @param below matches the path below that folder
 */
record Glob(String folder, Pattern below) {
  private static final Pattern SPECIAL = Pattern.compile("[*?\\[]");

  static boolean isPattern(String address) {
    return SPECIAL.matcher(address).find();
  }

  static Glob parse(String address) {
    int special = 0;
    while ("*?[".indexOf(address.charAt(special)) < 0) {
      special++;
    }
    int slash = address.lastIndexOf('/', special);
    String folder = slash < 0 ? "." : slash == 0 ? "/" : address.substring(0, slash);
    return new Glob(folder, compiled(address, address.substring(slash + 1)));
  }

  /** A pattern or a plain name of members of an archive, whose names begin at its root. */
  static Glob ofMembers(String pattern) {
    return new Glob("", compiled(pattern, pattern));
  }

  private static Pattern compiled(String address, String glob) {
    try {
      return Pattern.compile(regex(glob));
    } catch (PatternSyntaxException malformed) {
      throw new UserMistake("--input " + address + ": is not a pattern that can match", malformed);
    }
  }

  boolean matches(String relative) {
    return below.matcher(relative).matches();
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else if (c == '[' && glob.indexOf(']', i + 2) > 0) {
        int end = glob.indexOf(']', i + 2);
        regex.append(characterClass(glob.substring(i + 1, end)));
        i = end + 1;
      } else {
        regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
        i++;
      }
    }
    return regex.toString();
  }

  private static String characterClass(String inside) {
    boolean negated = inside.startsWith("!") || inside.startsWith("^");
    String body = (negated ? inside.substring(1) : inside).replaceAll("([\\\\\\[\\]&^])", "\\\\$1");
    return (negated ? "(?!/)[^" : "[") + body + "]";
  }
}
