package alrc.stem.prepare;

import alrc.settings.SettingMistake;
import java.util.regex.Pattern;

/**
 * Which images of a file are used, by their title: the name that the file gives an image, which is
 * that of the detector where a program writes one per detector.
 *
 * @param text {@code title=PATTERN} with {@code *} and {@code ?}, alternatives separated by a bar;
 *     empty for all images that are no element maps
 */
public record TitlePattern(String text) {
  /** All images that are no element maps. */
  public static final TitlePattern ALL = new TitlePattern("");

  private static final String KEY = "title=";
  private static final int MOST_CHARACTERS = 1000;

  /** Checks the pattern. */
  public TitlePattern {
    boolean known = text.startsWith(KEY) && text.length() > KEY.length();
    if (!text.isEmpty() && (!known || text.length() > MOST_CHARACTERS)) {
      throw new SettingMistake(
          "images",
          text,
          "must be title=PATTERN, with * and ? in the pattern and | between alternatives, for"
              + " example title=HAADF or 'title=HAADF|DF*'");
    }
  }

  /** Returns whether all images are used. */
  boolean isAll() {
    return text.isEmpty();
  }

  /** Returns whether a title matches, whatever its case. */
  boolean matches(String title) {
    if (isAll()) {
      return true;
    }
    for (String glob : text.substring(KEY.length()).split("\\|", -1)) {
      if (isMatch(glob, title)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMatch(String glob, String title) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
    return Pattern.compile(regex.toString(), flags).matcher(title.strip()).matches();
  }
}
