package alrc.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.train.OtherProcess;
import alrc.settings.UserMistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
  @TempDir Path folder;

  /** Prints why the library is refused, twice: as a command and then another part of it ask. */
  static final class Probe {
    public static void main(String... none) {
      for (int i = 0; i < 2; i++) {
        try {
          System.out.println("works: " + NativeLibrary.load().getVersion());
        } catch (UserMistake refused) {
          System.out.println("refused: " + refused.getMessage());
        }
      }
    }
  }

  private static List<String> said(Path library) throws Exception {
    List<String> options = List.of("-D" + NativeLibrary.PATH + "=" + library);
    return OtherProcess.run(Probe.class, options).stream()
        .filter(line -> line.startsWith("works: ") || line.startsWith("refused: "))
        .toList();
  }

  @Test
  void theLibraryOfTheJarWorksAndItsFolderIsKnown() {
    assertEquals(NativeLibrary.WANTED, NativeLibrary.load().getVersion());
    Path found = NativeLibrary.folder().orElseThrow();
    assertTrue(Files.isRegularFile(found.resolve("libtorch_cpu.so")), found::toString);
    assertEquals("cpu", NativeLibrary.flavor());
  }

  @Test
  void aFolderWithoutTheLibraryIsRefusedNotPassedOver() throws Exception {
    String refusal =
        "refused: PYTORCH_LIBRARY_PATH "
            + folder
            + ": contains no libtorch.so; give the folder lib of libtorch 2.7.1, or unset it";
    assertEquals(List.of(refusal, refusal), said(folder));
  }

  @Test
  void aLibraryThatCannotBeLoadedIsNamedWithItsVersion() throws Exception {
    Path lib = Files.createDirectories(folder.resolve("torch/lib"));
    for (String name : List.of("c10", "torch_cpu", "torch")) {
      Files.writeString(lib.resolve("lib" + name + ".so"), "no library");
    }
    Files.writeString(folder.resolve("torch/version.py"), "__version__ = '2.13.0+cpu'\n");
    assertEquals(Optional.of("2.13.0+cpu"), NativeLibrary.version(lib));
    String words = said(lib).get(0);
    assertTrue(
        words.startsWith("refused: PYTORCH_LIBRARY_PATH " + lib + ": libtorch 2.13.0+cpu does not"),
        words);
    assertTrue(words.endsWith("; give the folder lib of libtorch 2.7.1, or unset it"), words);
  }
}
