package alrc.stem.prepare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.settings.Sha256;
import alrc.stem.source.FileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashedSourceTest {
  private static final int SIZE = 3 << 20;

  @TempDir Path folder;

  private static byte[] content() {
    byte[] content = new byte[SIZE + 5];
    new Random(1).nextBytes(content);
    return content;
  }

  private static void read(HashedSource source, byte[] content, int from, int count)
      throws IOException {
    // The buffer has room before and after what is asked for.
    ByteBuffer buffer = ByteBuffer.allocate(count + 7).position(3).limit(3 + count);
    source.readFully(from, buffer);
    assertEquals(3 + count, buffer.position());
    assertArrayEquals(
        Arrays.copyOfRange(content, from, from + count),
        Arrays.copyOfRange(buffer.array(), 3, 3 + count));
  }

  @Test
  void theHashIsThatOfTheFileInWhateverOrderItIsRead() throws IOException {
    byte[] content = content();
    Path file = Files.write(folder.resolve("file"), content);
    String expected = HexFormat.of().formatHex(Sha256.start().digest(content));
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      try (HashedSource source = new HashedSource(FileSource.open(file))) {
        int next = 0;
        for (int i = random.nextInt(20); i > 0; i--) {
          int from = random.nextBoolean() ? next : random.nextInt(SIZE);
          int count = Math.min(random.nextInt(1 << 20), content.length - from);
          read(source, content, from, count);
          next = from + count;
        }
        assertEquals(expected, source.sha256());
      }
    }
  }

  @Test
  void anEmptyFileHasAHash() throws IOException {
    Path file = Files.createFile(folder.resolve("empty"));
    try (HashedSource source = new HashedSource(FileSource.open(file))) {
      assertEquals(HexFormat.of().formatHex(Sha256.of("")), source.sha256());
    }
  }
}
