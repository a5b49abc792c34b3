package alrc.jobs.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.StringReader;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CodeVersionTest {
  @Test
  void namesTheCommitAndWhetherTheSourcesDiffer() throws Exception {
    assertEquals("2d732f1a0bc4", commit("commit=2d732f1a0bc4"));
    assertEquals("2d732f1a0bc4-changed", commit("commit=2d732f1a0bc4-changed"));
  }

  /**
   * A build outside a git checkout has no commit there; a build by another tool has the property's
   * name.
   */
  @Test
  void aBuildOutsideACheckoutHasNoCommit() throws Exception {
    assertNull(commit("commit=${git.commit}"));
    assertNull(commit("version=0.1.0\ncommit="));
  }

  private static @Nullable String commit(String file) throws Exception {
    Properties build = new Properties();
    build.load(new StringReader(file));
    return CodeVersion.commit(build);
  }
}
