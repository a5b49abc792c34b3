import alrc.core.complete.KeptNetwork;
import alrc.core.train.ComputeDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;

/**
 * Completes the same batch again and again, as {@code complete} does, on one thread: reads a number
 * of seconds from standard input and answers with images per second of processor time, all threads
 * of this process counted. The first answer is the completion of the batch: its first image's
 * values, little-endian, as a file.
 *
 * <p>Arguments: a kept network, side, batch, input file (float32), output file.
 */
public final class CompleteSpeed {
  public static void main(String[] arguments) throws Exception {
    int side = Integer.parseInt(arguments[1]);
    int batch = Integer.parseInt(arguments[2]);
    float[] input = new float[batch * 2 * side * side];
    java.nio.ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[3])))
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(input);
    try (KeptNetwork net =
        KeptNetwork.open(Files.readAllBytes(Path.of(arguments[0])), ComputeDevice.CPU)) {
      float[] completed = net.complete(input, batch, side, side);
      java.nio.ByteBuffer bytes =
          java.nio.ByteBuffer.allocate(completed.length * Float.BYTES)
              .order(java.nio.ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(completed);
      Files.write(Path.of(arguments[4]), bytes.array());
      System.out.println("ready");
      Scanner asked = new Scanner(System.in);
      while (asked.hasNextDouble()) {
        double seconds = asked.nextDouble();
        long start = System.nanoTime();
        long used = processor();
        long images = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
          var unused = net.complete(input, batch, side, side);
          images += batch;
        }
        System.out.println(images / ((processor() - used) / 1e9));
      }
    }
  }

  private static long processor() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
