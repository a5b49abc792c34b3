package alrc.jobs.complete;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small TorchScript modules as {@code torch.jit.save} does, without Python. */
public final class ScriptFile {
  /** The pickle of an object of class M without attributes. */
  private static final byte[] OBJECT = pickle("c__torch__\nM\n)\u0081}b.");

  private ScriptFile() {}

  /**
   * Writes a module.
   *
   * @param body of its method, from x, a Tensor, to what it returns
   */
  public static Path write(Path file, String returns, String body) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, "data.pkl", OBJECT);
      String code =
          "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n"
              + "  def forward(self: __torch__.M,\n    x: Tensor) -> "
              + returns
              + ":\n    return "
              + body
              + "\n";
      put(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      put(zip, "constants.pkl", pickle(")."));
      put(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
      put(zip, "byteorder", "little".getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static byte[] pickle(String rest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0x80, 2});
    bytes.writeBytes(rest.getBytes(StandardCharsets.ISO_8859_1));
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry("module/" + name));
    zip.write(content);
    zip.closeEntry();
  }
}
