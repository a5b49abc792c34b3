package alrc.core.state;

import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of models, float32, with some texts about them, as a {@linkplain TensorFile
 * safetensors file}.
 */
public final class ParameterFile {
  /** The end of the name of such a file. */
  public static final String SUFFIX = ".safetensors";

  private final TensorFile file;

  private ParameterFile(TensorFile file) {
    this.file = file;
  }

  /** A file with no arrays yet. */
  public ParameterFile(Map<String, String> texts) {
    this(new TensorFile());
    texts.forEach(file::put);
  }

  /**
   * Reads a file of this or any other program.
   *
   * @throws UnusableStateException if it is not a safetensors file, or cut short
   */
  public static ParameterFile of(byte[] bytes) {
    return new ParameterFile(TensorFileReader.read(bytes));
  }

  /**
   * Adds all parameters of a layout.
   *
   * @param flat their values, shape (P)
   */
  public void add(ParameterLayout layout, float[] flat) {
    for (ParameterLayout.Parameter parameter : layout.parameters()) {
      Shape shape = parameter.shape();
      file.put(parameter.name(), Tensor.of(flat, Math.toIntExact(parameter.offset()), shape));
    }
  }

  /** The texts about the arrays. */
  public Map<String, String> texts() {
    return Map.copyOf(file.texts());
  }

  /**
   * The flat vector of a layout, whose names and shapes must all be here.
   *
   * @throws UnusableStateException naming what is missing, or found in another shape or type
   */
  public float[] flat(ParameterLayout layout) {
    float[] flat = new float[Math.toIntExact(layout.size())];
    for (ParameterLayout.Parameter parameter : layout.parameters()) {
      Tensor own = file.tensor(parameter.name());
      if (own == null || own.type() != Tensor.Type.F32 || !parameter.shape().equals(own.shape())) {
        String found = own == null ? "nothing" : own.toString();
        throw new UnusableStateException(
            parameter.name() + ": found " + found + ", the model needs " + parameter.shape());
      }
      float[] values = own.floats();
      System.arraycopy(values, 0, flat, Math.toIntExact(parameter.offset()), values.length);
    }
    return flat;
  }

  /**
   * Refuses arrays that none of the layouts has: they belong to another network.
   *
   * @throws UnusableStateException naming the first
   */
  public void refuseOthers(ParameterLayout... layouts) {
    Set<String> known = new HashSet<>();
    for (ParameterLayout layout : layouts) {
      layout.parameters().forEach(parameter -> known.add(parameter.name()));
    }
    file.tensors()
        .forEach(
            (name, tensor) -> {
              if (!known.contains(name)) {
                throw new UnusableStateException(
                    name + ": found " + tensor + ", the model has none");
              }
            });
  }

  /** The file. */
  public byte[] bytes() {
    return file.bytes();
  }
}
