package alrc.stem.scan.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.UserMistake;
import alrc.stem.scan.PathFiles;
import alrc.stem.scan.ScanMask;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.Timing;
import alrc.stem.scan.Visits;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path of a user's own: what it means, and the one line for each way to get it wrong. */
class FilePathTest {
  private static final String TABLE =
      "x, y, dwell, t\r\n# my path\r\n\r\n2.9,1,1e-5,5\r\n3.5,1,1e-5,5.00001\r\n0,3,5e-6,5.0001";

  private static ScanPath read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ScanPath read(byte[] bytes) throws IOException {
    return new FilePath("mine.csv").withFiles(name -> bytes);
  }

  @Test
  void pointsAreInThePixelsOfTheirWholeCoordinatesForTheirDwells() throws IOException {
    ScanMask mask = read(TABLE).mask(4, 5);
    assertArrayEquals(new int[] {7, 8, 15}, mask.selected());
    assertArrayEquals(new float[] {1, 1, 0.5f}, mask.selectedWeights());
    assertEquals(2.5 / 20, mask.nominalCoverage());
  }

  @Test
  void theTimesAreThoseOfTheFileAndALongGapIsAFlyback() throws IOException {
    ScanPath path = read(TABLE);
    Timing timing = path.timing(Timing.DEFAULT);
    assertEquals(1e-5, timing.dwell());
    assertEquals(8e-5, timing.flyback(), 1e-9);
    Visits visits = Visits.of(path, 4, 5, Timing.DEFAULT);
    assertEquals(1.025e-4, visits.times()[2], 1e-9, "from the first point on");
    assertTrue(visits.starts(0) && !visits.starts(1) && visits.starts(2));
  }

  @Test
  void anArrayOfNumPyIsTheSamePath() throws IOException {
    double[] values = {5, 2.9, 1, 1e-5, 5.00001, 3.5, 1, 1e-5, 5.0001, 0, 3, 5e-6};
    String head = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }";
    ByteBuffer npy = ByteBuffer.allocate(128 + values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    npy.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) 118);
    npy.put((head + " ".repeat(117 - head.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
    for (double value : values) {
      npy.putDouble(value);
    }
    ScanMask mask = read(npy.array()).mask(4, 5);
    assertArrayEquals(read(TABLE).mask(4, 5).weights(), mask.weights());
    assertNotEquals(read(TABLE).mask(4, 5).id(), mask.id(), "other bytes");
  }

  @Test
  void theBytesIdentifyThePathAndTheNameDoesNot() throws IOException {
    byte[] bytes = TABLE.getBytes(StandardCharsets.UTF_8);
    ScanMask other = new FilePath("other.csv").withFiles(name -> bytes).mask(4, 5);
    assertEquals(read(TABLE).mask(4, 5).id(), other.id());
    assertNotEquals(other.id(), read(TABLE.replace("2.9", "2.8")).mask(4, 5).id());
    String yaml = "name: n\ncrop: {side: 8}\nsteps: [{kind: probe-scan, path: {file: mine.csv}}]\n";
    Recipe recipe = Recipe.parse(yaml, "r.yaml", name -> bytes);
    assertEquals(recipe, Recipe.fromJson(recipe.canonicalJson()));
    assertTrue(recipe.identityJson().contains("\"sha256\":\""));
    assertFalse(recipe.identityJson().contains("content"), recipe.identityJson());
    assertFalse(recipe.identityJson().contains("mine.csv"), recipe.identityJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a,b,c,d|mine.csv:1: 'a,b,c,d' must be a line of column names: t,x,y,dwell",
        "t,x,y,dwell|mine.csv: has no points; it needs rows of t, x, y, dwell",
        "t,x,y,dwell;0,1,1|mine.csv:2: has 3 values, must have 4: t, x, y, dwell",
        "t,x,y,dwell;0,1,one,1|mine.csv:2: y: 'one' must be a number",
        "t,x,y,dwell;0,NaN,1,1|mine.csv:2: x: NaN must be in [-1e6, 1e6] pixels",
        "t,x,y,dwell;0,1,1,1e-5;1,1,1,0|mine.csv:3: dwell: 0.0 must be in [1e-9, 10] s",
        "t,x,y,dwell;0,1,1,1;0.5,1,1,1|"
            + "mine.csv:3: t: 0.5 must not be before the end of the point before it, 1.0 s",
        "t,x,y,dwell;0,1,1,1;50,1,1,1|"
            + "mine.csv:3: t: 50.0 must be at most 10 s after the point before it",
        "t,x,y,dwell;0,9,1,1|file: mine.csv must have a point inside the crop of 4×5",
      })
  void eachMistakeIsOneLineThatNamesTheRow(String table, String message) {
    UserMistake mistake =
        assertThrows(UserMistake.class, () -> read(table.replace(";", "\n")).mask(4, 5));
    assertEquals(message, mistake.getMessage());
  }

  @Test
  void anotherDigestAMissingFileAndATimingAreRefused() {
    byte[] table = TABLE.getBytes(StandardCharsets.UTF_8);
    String yaml = "name: n\ncrop: {side: 8}\nsteps: [{kind: probe-scan, path: {file: p.csv}%s}]\n";
    assertEquals(
        "r.yaml: path.file: p.csv must be a file, relative to the recipe",
        refusal(yaml.replace("%s", ""), PathFiles.NONE));
    String digest = refusal(yaml.replace("p.csv}%s", "p.csv, sha256: abc}"), name -> table);
    assertTrue(digest.startsWith("sha256: abc must be that of p.csv, "), digest);
    String timing = refusal(yaml.replace("%s", ", timing: {dwell: 1.0e-6}"), name -> table);
    assertTrue(timing.endsWith("must be left out, as the path has its own times"), timing);
  }

  private static String refusal(String yaml, PathFiles files) {
    return String.valueOf(
        assertThrows(UserMistake.class, () -> Recipe.parse(yaml, "r.yaml", files)).getMessage());
  }
}
