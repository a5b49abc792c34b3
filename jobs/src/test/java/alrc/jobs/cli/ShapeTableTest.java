package alrc.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.cli.ShapeTable.Shape;
import alrc.settings.UserMistake;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTableTest {
  private static final String HEADER = "image,height,width\n";

  @Test
  void aQuotedNameMayContainCommasQuotesAndLineEnds() {
    String text =
        HEADER + "\"a, 5 nm, \"\"b\"\".tif\",512,1024\n\"two\nlines\",3,4\r\nplain, 5 , 6";
    assertEquals(
        List.of(new Shape(512, 1024), new Shape(3, 4), new Shape(5, 6)),
        ShapeTable.read("s.csv", text));
  }

  @Test
  void blankLinesAreIgnored() {
    assertEquals(
        List.of(new Shape(1, 2)), ShapeTable.read("s.csv", HEADER + "\n  \na,1,2\n\n  \n"));
  }

  @Test
  void aBrokenLineIsNamed() {
    String rule = "--shapes s.csv: line 4 must be image,height,width, whole numbers";
    for (String line : List.of("a, b.tif,1,2", "a,1", "a,1,-2", "a,1.5,2", "a,,2", "a,1,2,3")) {
      assertEquals(rule, refused(HEADER + "\"x\",1,2\n\n" + line), line);
      assertEquals(rule, refused(HEADER + "\"x\",1,2\n\n" + line + "\n"), line);
    }
    assertTrue(refused(HEADER + "\"a\"b,1,2\n").startsWith("--shapes s.csv: is not a table: "));
    assertTrue(refused(HEADER + "\"a,1,2\n").startsWith("--shapes s.csv: is not a table: "));
  }

  @Test
  void theHeaderIsNeeded() {
    for (String text : List.of("", "\n", "a,1,2\n", "image,width,height\n")) {
      assertEquals("--shapes s.csv: the first line must be image,height,width", refused(text));
    }
  }

  private static String refused(String text) {
    return assertThrows(UserMistake.class, () -> ShapeTable.read("s.csv", text)).getMessage();
  }
}
