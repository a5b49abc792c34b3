package alrc.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No folder that another user may have prepared is taken for native libraries. */
class NativeFolderTest {
  @TempDir Path temporary;

  private static String mode(Path folder) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }

  @Test
  void anOwnFolderIsUsedAgain() throws Exception {
    Path first = NativeFolder.inside(temporary, "ann o'");
    assertEquals("rwx------", mode(first));
    assertEquals(first, NativeFolder.inside(temporary, "ann o'"));
    assertNotEquals(first, NativeFolder.inside(temporary, "bob"));
  }

  @Test
  void aFolderThatOthersCanWriteToIsNot() throws Exception {
    Path planted = Files.createDirectory(temporary.resolve("alrc-natives-ann"));
    Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path taken = NativeFolder.inside(temporary, "ann");
    assertNotEquals(planted, taken);
    assertEquals("rwx------", mode(taken));
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
    Path link = Files.createSymbolicLink(temporary.resolve("alrc-natives-ann"), elsewhere);
    assertTrue(Files.isDirectory(link));
    Path taken = NativeFolder.inside(temporary, "ann");
    assertNotEquals(link, taken);
    assertFalse(Files.isSymbolicLink(taken));
  }
}
