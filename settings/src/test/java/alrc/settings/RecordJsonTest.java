package alrc.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecordJsonTest {
  private static final String LONG = "[" + "1, ".repeat(10_000);
  private static final String START = LONG.substring(0, 60) + "…";

  record Flag(boolean on) {}

  @Test
  void aMessageShowsTheStartOfALongText() {
    SettingMistake broken = assertThrows(SettingMistake.class, () -> RecordJson.parse(LONG));
    String expected = "JSON: " + START + " cannot be parsed: ";
    assertTrue(broken.getMessage().startsWith(expected), broken::getMessage);
  }

  @Test
  void aMessageShowsTheStartOfALongValue() {
    String text = LONG.replace(" ", "") + "1]";
    SettingMistake broken =
        assertThrows(SettingMistake.class, () -> RecordJson.read(text, Flag.class));
    String expected = "Flag: " + text.substring(0, 60) + "… ";
    assertTrue(broken.getMessage().startsWith(expected), broken::getMessage);
    assertTrue(broken.getMessage().length() < 500, broken::getMessage);
  }

  @Test
  void aShortTextIsShownWhole() {
    SettingMistake broken = assertThrows(SettingMistake.class, () -> RecordJson.parse("{x"));
    assertEquals("JSON: {x cannot be parsed", broken.getMessage().substring(0, 25));
  }
}
