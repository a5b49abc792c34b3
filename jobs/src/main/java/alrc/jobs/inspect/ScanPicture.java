package alrc.jobs.inspect;

import alrc.jobs.inspect.ScanPanels.Panel;
import alrc.stem.transform.PlannedScan;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** The panels of a scan as one PNG, with titles, colour bars and what the scan asks for. */
public final class ScanPicture {
  private static final int PANEL = 512;
  private static final int GAP = 36;
  private static final int TITLE = 34;
  private static final int BAR = 12;
  private static final int UNDER = 52;
  private static final int LINE = 22;
  private static final Color INK = new Color(0x222222);
  private static final Color FRAME = new Color(0x999999);

  private ScanPicture() {}

  /**
   * Writes the picture.
   *
   * @param title of the whole
   */
  public static void write(String title, PlannedScan scan, Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(drawn(title, ScanPanels.of(scan, PANEL), ScanFacts.lines(scan)), "png", bytes);
    Files.write(file, bytes.toByteArray());
  }

  private static BufferedImage drawn(String title, List<Panel> panels, Map<String, String> facts) {
    int columns = 2;
    int rows = (panels.size() + 1) / columns;
    int width = GAP + columns * (PANEL + GAP);
    int head = 2 * GAP;
    int high = TITLE + PANEL + UNDER;
    int lines = (facts.size() + 1) / columns;
    BufferedImage all =
        new BufferedImage(
            width, head + rows * high + GAP / 2 + lines * LINE + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = all.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, all.getWidth(), all.getHeight());
    text(pen, title, GAP, GAP + 8, 20, Font.BOLD);
    for (int i = 0; i < panels.size(); i++) {
      int x = GAP + i % columns * (PANEL + GAP);
      panel(pen, panels.get(i), x, head + i / columns * high);
    }
    int y = head + rows * high + GAP / 2;
    int i = 0;
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      int x = GAP + i % columns * (PANEL + GAP);
      text(pen, fact.getKey() + ": " + fact.getValue(), x, y + i / columns * LINE, 14, Font.PLAIN);
      i++;
    }
    pen.dispose();
    return all;
  }

  private static void panel(Graphics2D pen, Panel panel, int x, int y) {
    BufferedImage image = panel.image();
    text(pen, panel.title(), x, y + TITLE - 12, 15, Font.BOLD);
    int top = y + TITLE;
    pen.drawImage(image, x, top, null);
    pen.setColor(FRAME);
    pen.drawRect(x - 1, top - 1, image.getWidth() + 1, image.getHeight() + 1);
    int under = top + PANEL + 10;
    for (int i = 0; i < PANEL; i++) {
      pen.setColor(new Color(Palette.colour(i / (PANEL - 1.0))));
      pen.drawLine(x + i, under, x + i, under + BAR);
    }
    text(pen, panel.low(), x, under + BAR + 17, 13, Font.PLAIN);
    int right = pen.getFontMetrics(font(13, Font.PLAIN)).stringWidth(panel.high());
    text(pen, panel.high(), x + PANEL - right, under + BAR + 17, 13, Font.PLAIN);
  }

  private static Font font(int size, int style) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  private static void text(Graphics2D pen, String text, int x, int y, int size, int style) {
    pen.setFont(font(size, style));
    pen.setColor(INK);
    pen.drawString(text, x, y);
  }
}
