package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.stem.SharedData;
import alrc.stem.codec.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class CropGridTest {
  @Test
  void theWarwickImagesGiveTheKnownNumberOfCrops() throws IOException {
    CropGrid grid = Recipe.named("partial-stem-paper").crop();
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

  @Test
  void theRemainderIsDropped() {
    CropGrid grid = new CropGrid(512, 512);
    assertEquals(0, grid.along(511));
    assertEquals(1, grid.along(512));
    assertEquals(1, grid.along(1023));
    assertEquals(2, grid.along(1024));
    assertEquals(0, grid.count(4096, 511));
    assertEquals(5, new CropGrid(64, 32).along(199));
  }

  @Test
  void impossibleSettingsAreRefusedByNameAndRule() {
    assertEquals(
        "crop side 7: must be at least 8 pixels",
        assertThrows(InvalidSettingException.class, () -> new CropGrid(7, 7)).getMessage());
    assertEquals(
        "crop stride 0: must be at least 1 pixel",
        assertThrows(InvalidSettingException.class, () -> new CropGrid(8, 0)).getMessage());
  }
}
