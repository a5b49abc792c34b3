package alrc.core.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;

/**
 * How libtorch computes on NVIDIA GPUs. PyTorch's own defaults let cuDNN round the factors of a
 * product to TF32's 10 bits, and choose among algorithms whose sums differ from run to run. Here
 * both are off, so that a GPU computes with the 23 bits of float32 and gives the same losses again.
 *
 * <p>DJL 0.35.1 has no method for it. These are member functions of {@code at::Context}, which
 * libtorch exports under the names of the Itanium C++ interface: <a
 * href="https://pytorch.org/docs/2.7/notes/cuda.html">the notes on TF32</a> name their effect.
 */
final class CudaMath {
  private final NativeLibrary torch;
  private final Pointer context;

  private CudaMath(NativeLibrary torch) {
    this.torch = torch;
    this.context = torch.getFunction("_ZN2at13globalContextEv").invokePointer(new Object[0]);
  }

  /**
   * Settings of the library that this process has loaded.
   *
   * @param folder of that library
   */
  static CudaMath of(Path folder) {
    return new CudaMath(
        NativeLibrary.getInstance(folder.resolve(System.mapLibraryName("torch_cpu")).toString()));
  }

  /** Makes every run with the same input give the same bits, with products of float32. */
  void makeExact() {
    allowTf32(false);
    set("_ZN2at7Context21setDeterministicCuDNNEb", true);
    set("_ZN2at7Context17setBenchmarkCuDNNEb", false);
  }

  /** Whether products and convolutions of float32 may be computed in TF32, in this process. */
  void allowTf32(boolean allowed) {
    set("_ZN2at7Context18setAllowTF32CuBLASEb", allowed);
    set("_ZN2at7Context17setAllowTF32CuDNNEb", allowed);
  }

  boolean allowsTf32() {
    return get("_ZNK2at7Context15allowTF32CuBLASEv") || get("_ZNK2at7Context14allowTF32CuDNNEv");
  }

  boolean isExact() {
    return !allowsTf32()
        && get("_ZNK2at7Context18deterministicCuDNNEv")
        && !get("_ZNK2at7Context14benchmarkCuDNNEv");
  }

  private void set(String member, boolean value) {
    Function function = torch.getFunction(member);
    function.invokeVoid(new Object[] {context, (byte) (value ? 1 : 0)});
  }

  /** C++ returns a bool in the lowest byte of a register. */
  private boolean get(String member) {
    return (torch.getFunction(member).invokeInt(new Object[] {context}) & 0xff) != 0;
  }
}
