package alrc.core.model;

import ai.djl.ndarray.NDArray;
import java.util.Iterator;

/** Gives the parameters and buffers of a pass, in order, to the blocks of a network. */
final class PassCursor {
  private final Pass pass;
  private final Iterator<NDArray> parameters;
  private final Iterator<NDArray> buffers;

  PassCursor(Pass pass) {
    this.pass = pass;
    this.parameters = pass.parameters().iterator();
    this.buffers = pass.buffers().iterator();
  }

  NDArray parameter() {
    return parameters.next();
  }

  NDArray buffer() {
    return buffers.next();
  }

  int members() {
    return pass.members();
  }

  Pass.Phase phase() {
    return pass.phase();
  }
}
