package alrc.jobs.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenPageTest {
  @TempDir Path folder;

  @Test
  void theSystemsOwnProgramIsFoundOnTheSearchPath() throws Exception {
    assertEquals(Optional.empty(), OpenPage.opener("Linux", folder.toString()));
    Path linux = program("xdg-open", "exit 0");
    Path mac = program("open", "exit 0");
    String path = folder.resolve("absent") + File.pathSeparator + folder;
    assertEquals(Optional.of(linux), OpenPage.opener("Linux", path));
    assertEquals(Optional.of(mac), OpenPage.opener("Mac OS X", path));
  }

  @Test
  void thePageIsHandedOver() throws Exception {
    Path seen = folder.resolve("seen");
    OpenPage.open("a page.html", Optional.of(program("xdg-open", "echo \"$1\" > '" + seen + "'")));
    for (int i = 0; i < 100 && !(Files.exists(seen) && Files.size(seen) > 0); i++) {
      Thread.sleep(50);
    }
    assertEquals("a page.html\n", Files.readString(seen));
  }

  private Path program(String name, String script) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }
}
