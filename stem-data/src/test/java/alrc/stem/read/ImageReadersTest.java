package alrc.stem.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.stem.stored.ImageReader;
import alrc.stem.transform.Implementations;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageReadersTest {
  @Test
  void everyReaderIsRegistered() throws IOException {
    Set<Class<?>> registered = new HashSet<>();
    ImageReaders.all().forEach(reader -> registered.add(reader.getClass()));
    assertEquals(
        new HashSet<>(Implementations.of(ImageReader.class, "alrc.stem.format")), registered);
  }

  @Test
  void everyReaderIsFuzzed() {
    long fuzzed =
        Arrays.stream(ReaderFuzzTest.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(FuzzTest.class))
            .count();
    assertEquals(ImageReaders.all().size(), fuzzed);
  }
}
