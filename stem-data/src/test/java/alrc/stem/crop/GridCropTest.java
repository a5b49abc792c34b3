package alrc.stem.crop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.settings.SettingMistake;
import alrc.stem.SharedData;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class GridCropTest {
  @Test
  void theWarwickImagesGiveTheKnownNumberOfCrops() throws IOException {
    Cropper grid = Recipe.named("partial-stem-paper").crop();
    List<String> lines = Files.readAllLines(SharedData.path("data/wemd/shapes.csv"));
    long crops = 0;
    long used = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      long count = grid.count(Integer.parseInt(cells[1]), Integer.parseInt(cells[2]));
      crops += count;
      used += count > 0 ? 1 : 0;
    }
    assertEquals(19_769, lines.size() - 1);
    assertEquals(161_069, crops);
    assertEquals(18_806, used);
  }

  private static GridCrop grid(
      int stride, Remainder remainder, Smaller smaller, Integer... origin) {
    return new GridCrop(64, stride, List.of(origin), remainder, smaller, new ReflectPadding());
  }

  private static String starts(GridCrop grid, int length) {
    return grid.plan(64, length, null).stream().map(CropRow::cols).toList().toString();
  }

  @Test
  void theRemainderIsDropped() {
    GridCrop grid = new GridCrop(512, 512);
    assertEquals(0, grid.count(511, 512));
    assertEquals(1, grid.count(512, 1023));
    assertEquals(4, grid.count(1024, 1535));
    assertEquals(0, grid.count(4096, 511));
    assertEquals(5, new GridCrop(64, 32).count(64, 199));
  }

  @Test
  void theRemainderIsShiftedInwardsOrPaddedWhereAsked() {
    assertEquals("[[0, 64, 128]]", starts(grid(64, Remainder.DROP, Smaller.REJECT, 0, 0), 199));
    assertEquals(
        "[[0, 64, 128, 135]]", starts(grid(64, Remainder.SHIFT, Smaller.REJECT, 0, 0), 199));
    assertEquals("[[0, 64, 128, 192]]", starts(grid(64, Remainder.PAD, Smaller.REJECT, 0, 0), 199));
    for (Remainder remainder : Remainder.values()) {
      assertEquals("[[0, 64, 128]]", starts(grid(64, remainder, Smaller.REJECT, 0, 0), 192));
    }
    assertEquals(
        "[[0, 100]]",
        starts(grid(100, Remainder.PAD, Smaller.REJECT, 0, 0), 190),
        "a stride over the side leaves no crop to begin inside the image");
  }

  @Test
  void theGridBeginsAtItsOrigin() {
    assertEquals("[[30, 94]]", starts(grid(64, Remainder.DROP, Smaller.REJECT, 0, 30), 160));
    assertEquals("[[30, 94, 136]]", starts(grid(64, Remainder.SHIFT, Smaller.REJECT, 0, 30), 200));
    assertEquals("[]", starts(grid(64, Remainder.DROP, Smaller.REJECT, 1, 0), 200));
    assertEquals("[[0, 64]]", starts(grid(64, Remainder.PAD, Smaller.REJECT, 63, 0), 128));
    assertEquals("[]", starts(grid(64, Remainder.PAD, Smaller.REJECT, 64, 0), 128));
  }

  @Test
  void aSmallerImageGivesOneCropOrNone() {
    assertEquals("[]", starts(grid(64, Remainder.SHIFT, Smaller.REJECT, 0, 0), 63));
    assertEquals("[[0]]", starts(grid(64, Remainder.DROP, Smaller.PAD, 0, 9), 63));
  }

  @Test
  void countsWithoutPlanningWhatIsPlanned() {
    for (int stride : new int[] {1, 7, 64, 100}) {
      for (Remainder remainder : Remainder.values()) {
        for (Smaller smaller : Smaller.values()) {
          GridCrop grid = grid(stride, remainder, smaller, 3, 11);
          for (int height = 1; height < 300; height += 13) {
            int planned =
                grid.plan(height, 150, null).stream().mapToInt(row -> row.cols().size()).sum();
            assertEquals(planned, grid.count(height, 150), grid + " of " + height);
          }
        }
      }
    }
  }

  @Test
  void impossibleSettingsAreRefusedByNameAndRule() {
    assertEquals("crop side: 7 must be at least 8 pixels", refusal(() -> new GridCrop(7, 7)));
    assertEquals("crop stride: 0 must be at least 1 pixel", refusal(() -> new GridCrop(8, 0)));
    assertEquals(
        "crop origin: [0] must be [row, column], each at least 0",
        refusal(() -> grid(64, Remainder.DROP, Smaller.REJECT, 0)));
  }

  private static String refusal(Executable made) {
    return String.valueOf(assertThrows(SettingMistake.class, made).getMessage());
  }
}
