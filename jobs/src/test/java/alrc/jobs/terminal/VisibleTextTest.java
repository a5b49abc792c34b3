package alrc.jobs.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VisibleTextTest {
  @Test
  void whatNobodySeesIsWrittenAsItsEscape() {
    assertEquals("a\\u001b[2Jb", VisibleText.line("a\u001b[2Jb"));
    assertEquals("a\\n\\r\\tb", VisibleText.line("a\n\r\tb"));
    assertEquals("a\n\tb\\r", VisibleText.block("a\n\tb\r"));
    assertEquals("x\\u202efdp.exe", VisibleText.line("x\u202efdp.exe"));
    assertEquals(
        "\\u2066\\u200f\\u2028\\u009b\\u0000", VisibleText.line("\u2066\u200f\u2028\u009b\0"));
    assertEquals("\\ud800", VisibleText.line("\ud800"), "half a pair");
    assertEquals("\\U000e0041", VisibleText.line("\udb40\udc41"), "a tag character");
  }

  @Test
  void everyOtherCharacterStays() {
    String text = "Probe 3 (µm) – «日本» \\ \"'<>&$ 🔬 ملف";
    assertSame(text, VisibleText.line(text));
  }

  @Test
  void noTextKeepsACharacterThatSteersATerminal() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(20); j >= 0; j--) {
        text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x2100));
      }
      String shown = VisibleText.line(text.toString());
      assertTrue(
          shown
              .codePoints()
              .noneMatch(
                  c ->
                      Character.isISOControl(c)
                          || c >= 0x200e && c <= 0x200f
                          || c >= 0x2028 && c <= 0x202e
                          || c >= 0x2066 && c <= 0x2069),
          shown);
      assertEquals(shown, VisibleText.line(shown), "a second time changes nothing");
    }
  }
}
