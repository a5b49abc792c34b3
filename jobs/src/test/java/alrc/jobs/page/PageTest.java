package alrc.jobs.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** Names as a hostile file or study could have them, in every format. */
class PageTest {
  private static final String HOSTILE =
      "<script>alert(1)</script>\"'`\\{}#$%&_~^|*[x]\n=1+1\u001b[31m\u202egnp.exe";

  private static final Table TABLE =
      new Table(
          HOSTILE,
          List.of(TableColumn.name(HOSTILE), TableColumn.number("n"), TableColumn.text("why")),
          List.of(List.of(HOSTILE, "1", HOSTILE)));

  @Test
  void ticksAreRoundNumbersInTheRange() {
    assertEquals(List.of(100.0, 200.0, 300.0, 400.0, 500.0), Ticks.of(66, 524));
    assertEquals(
        List.of(0.0, 0.5, 1.0), Ticks.of(0, 1.2).stream().filter(t -> t * 2 % 1 == 0).toList());
    assertEquals(List.of(), Ticks.of(3, 3));
    assertTrue(Ticks.of(-1e9, 1e9).size() <= 6);
  }

  @Test
  void noNameIsMarkup() {
    Svg.Pen pen = new Svg.Pen(HOSTILE, 10, 10);
    pen.text("text", HOSTILE, "x", 1, "class", HOSTILE);
    Svg svg = pen.done();
    Section section = new Section("One <b>", output -> svg.writeTo(output));
    String html =
        new Page(
                HOSTILE,
                Templates.content("page/paragraph.jte", HOSTILE),
                List.of(section, new Section("Two", TABLE.html())))
            .html();
    assertFalse(html.contains("<script") || html.contains("<b>"), html);
    Matcher labels = Pattern.compile("aria-label=\"[^\"]*\"(.)", Pattern.DOTALL).matcher(html);
    int found = 0;
    for (; labels.find(); found++) {
      assertTrue(" >\n".contains(labels.group(1)), "a quote ends no attribute: " + labels.group());
    }
    assertTrue(found > 4, found + " labels");
    assertTrue(html.chars().noneMatch(c -> c == 0x1b || c == 0x202e), "nothing is invisible");
    assertTrue(html.contains("\\u001b[31m\\u202egnp.exe"), html);
    assertTrue(html.contains("<a href=\"#one-b\">One &lt;b&gt;</a>"), html);
  }

  @Test
  void aDrawingIsXmlThatSaysWhatItWasGiven() throws Exception {
    Svg.Pen pen = new Svg.Pen(HOSTILE, 10, 10);
    pen.text("text", HOSTILE, "x", 1.25, "class", HOSTILE);
    Svg svg = pen.done();
    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg.text())))
            .getDocumentElement();
    String shown = HOSTILE.replace("\n", "\\n").replace("\u001b", "\\u001b");
    shown = shown.replace("\u202e", "\\u202e");
    assertEquals(shown, root.getAttribute("aria-label"));
    assertEquals(shown, root.getElementsByTagName("text").item(0).getTextContent());
  }

  @Test
  void wordsAndNumbersAreNotBroken() {
    assertEquals(
        List.of("in/", "test_", "ADF", ".hdf5 needs 0.5 of 512×512"),
        Pieces.of("in/test_ADF.hdf5 needs 0.5 of 512×512"));
    assertEquals(HOSTILE, String.join("", Pieces.of(HOSTILE)));
  }

  @Test
  void markdownShowsANameAsItIs() {
    String[] lines = TABLE.markdown().split("\n", -1);
    assertEquals(4, lines.length, "one line each, and the end");
    assertEquals(
        "| \\<script\\>alert(1)\\</script\\>\"'\\`\\\\\\{\\}\\#\\$%\\&\\_\\~\\^\\|\\*\\[x\\]"
            + "\\\\n=1+1\\\\u001b\\[31m\\\\u202egnp.exe | n | why |",
        lines[0]);
    assertEquals("kernel_form", Markdown.escaped("kernel_form"));
  }

  @Test
  void latexPrintsANameAsItIs() {
    assertEquals(
        "\\#\\$\\%\\&\\_\\{\\}\\textasciitilde{}\\textasciicircum{}\\textbackslash{}",
        Latex.escaped("#$%&_{}~^\\"));
    String row = TABLE.latex().lines().filter(line -> line.contains("1 &")).findFirst().get();
    assertEquals(2, row.split("(?<!\\\\)&", -1).length - 1, "columns are parted by & alone");
    assertTrue(Latex.row(List.of("[a]", "*")).startsWith("{[}a] & {*}"));
  }

  @Test
  void csvIsReadBackAndHoldsNoFormula() throws Exception {
    List<List<?>> rows =
        List.of(
            Arrays.asList(HOSTILE, -1.5, null),
            Arrays.asList("=HYPERLINK(\"x\")", Double.POSITIVE_INFINITY, "a,b"),
            Arrays.asList("@x", 3, "-y"),
            Arrays.asList("+1", 4L, "\tz"));
    String text = Csv.text(List.of("name", "number", "more"), rows);
    List<List<String>> read =
        CSVParser.parse(text, CSVFormat.RFC4180).getRecords().stream()
            .map(line -> line.stream().toList())
            .toList();
    assertEquals(
        List.of(
            List.of("name", "number", "more"),
            List.of(HOSTILE, "-1.5", ""),
            List.of("'=HYPERLINK(\"x\")", "Infinity", "a,b"),
            List.of("'@x", "3", "'-y"),
            List.of("'+1", "4", "'\tz")),
        read);
  }

  @Test
  void aTableOfUnequalRowsAndTwoSectionsOfOneTitleAreRefused() {
    List<TableColumn> two = List.of(TableColumn.name("a"), TableColumn.name("b"));
    assertThrows(IllegalArgumentException.class, () -> new Table("t", two, List.of(List.of("x"))));
    Section section = new Section("Same", TABLE.html());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Page("t", TABLE.html(), List.of(section, section)));
  }
}
