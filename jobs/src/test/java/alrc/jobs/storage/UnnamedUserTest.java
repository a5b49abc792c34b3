package alrc.jobs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnnamedUserTest {
  private final String user = System.getProperty("user.name");

  @AfterEach
  void restore() {
    System.setProperty("user.name", user);
    UserGroupInformation.reset();
  }

  @Test
  void aUserIdWithoutANameGetsOne() throws Exception {
    System.setProperty("user.name", "?");
    UnnamedUser.login();
    String expected = "uid-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    assertEquals(expected, UserGroupInformation.getCurrentUser().getShortUserName());
    assertEquals(expected, System.getProperty("user.name"));
  }

  @Test
  void aUserWithANameKeepsIt() throws Exception {
    UnnamedUser.login();
    assertEquals(user, System.getProperty("user.name"));
    String hadoops = UserGroupInformation.getCurrentUser().getShortUserName();
    assertNotEquals("uid", hadoops.replaceFirst("-.*", ""));
  }
}
