package alrc.core.engine;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A GPU and the versions of what drives it, as the libraries that this process has loaded state
 * them: functions of the CUDA runtime API 12 and of cuDNN 9. What cannot be asked is left out.
 */
public final class GpuFacts {
  private static final Pattern DEVICE = Pattern.compile("gpu:(\\d{1,4})");
  private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");
  private static final Pattern DRIVER_VERSION =
      Pattern.compile("\\s(\\d{3}\\.\\d+(?:\\.\\d+)?)\\s");
  private static final String RUNTIME = "libcudart.so.12";

  /** More than the structure {@code cudaDeviceProp} of CUDA 12, which begins with the name. */
  private static final int PROPERTIES_BYTES = 1 << 14;

  private static final int NAME_BYTES = 256;
  private static final Map<Integer, String> KNOWN = new ConcurrentHashMap<>();

  private GpuFacts() {}

  /**
   * In words, for example {@code NVIDIA H200, driver 570.86.15, CUDA 12.9, cuDNN 9.10.1}.
   *
   * @param device a name as in the column {@code device}
   * @return null if it is not a GPU that is used, or if nothing can be asked
   */
  public static @Nullable String of(String device) {
    Matcher gpu = DEVICE.matcher(device);
    if (!gpu.matches()) {
      return null;
    }
    String words = KNOWN.computeIfAbsent(Integer.parseInt(gpu.group(1)), GpuFacts::ask);
    return words.isEmpty() ? null : words;
  }

  private static String ask(int index) {
    List<String> facts = new ArrayList<>();
    add(facts, "", () -> name(index));
    add(facts, "driver ", GpuFacts::driver);
    add(facts, "CUDA ", GpuFacts::cuda);
    add(facts, "cuDNN ", GpuFacts::cudnn);
    return String.join(", ", facts);
  }

  private interface Question {
    @Nullable String answer() throws IOException;
  }

  private static void add(List<String> facts, String what, Question question) {
    try {
      String answer = question.answer();
      if (answer != null && !answer.isBlank()) {
        facts.add(what + answer);
      }
    } catch (IOException | LinkageError unknown) {
      // A row without this fact is better than no row.
    }
  }

  private static @Nullable String name(int index) {
    try (Memory properties = new Memory(PROPERTIES_BYTES)) {
      properties.clear();
      Object[] arguments = {properties, index};
      NativeLibrary runtime = NativeLibrary.getInstance(RUNTIME);
      int status = runtime.getFunction("cudaGetDeviceProperties_v2").invokeInt(arguments);
      properties.setByte(NAME_BYTES - 1, (byte) 0);
      return status == 0 ? properties.getString(0) : null;
    }
  }

  private static @Nullable String driver() throws IOException {
    Matcher version = DRIVER_VERSION.matcher(Files.readString(DRIVER));
    return version.find() ? version.group(1) : null;
  }

  /** Stated as 1000 times the first number and 10 times the second. */
  static @Nullable String cuda() {
    IntByReference version = new IntByReference();
    Object[] arguments = {version};
    boolean known =
        NativeLibrary.getInstance(RUNTIME).getFunction("cudaRuntimeGetVersion").invokeInt(arguments)
            == 0;
    int number = version.getValue();
    return known ? String.format(Locale.ROOT, "%d.%d", number / 1000, number % 1000 / 10) : null;
  }

  /** Stated as 10,000 times the first number, 100 times the second and the third. */
  private static String cudnn() {
    long number =
        NativeLibrary.getInstance("libcudnn.so.9")
            .getFunction("cudnnGetVersion")
            .invokeLong(new Object[0]);
    return String.format(
        Locale.ROOT, "%d.%d.%d", number / 10_000, number % 10_000 / 100, number % 100);
  }
}
