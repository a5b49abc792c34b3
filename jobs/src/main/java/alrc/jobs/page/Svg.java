package alrc.jobs.page;

import alrc.jobs.terminal.VisibleText;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A drawing, written by an XML writer, which escapes every text and attribute. It stands in a page
 * or in a file of its own. Colours: {@code currentColor} follows the page's text; an element of the
 * class {@code paper} is the background of a file of its own, and not drawn in a page.
 */
public final class Svg implements Content {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final String title;
  private final String text;

  private Svg(String title, String text) {
    this.title = title;
    this.text = text;
  }

  /** Returns what it shows, for those who do not see it; plain text. */
  public String title() {
    return title;
  }

  /** Returns the drawing as XML with one root element, {@code svg}, and a line end. */
  public String text() {
    return text;
  }

  @Override
  public void writeTo(TemplateOutput output) {
    output.writeContent(text);
  }

  /** Draws. */
  public static final class Pen {
    private final StringWriter written = new StringWriter();
    private final XMLStreamWriter xml;
    private final String title;

    /**
     * Begins a drawing.
     *
     * @param title what it shows, for those who do not see it
     * @param width in units of the drawing
     * @param height in units of the drawing
     */
    public Pen(String title, int width, int height) {
      this.title = title;
      try {
        xml = FACTORY.createXMLStreamWriter(written);
      } catch (XMLStreamException impossible) {
        throw new IllegalStateException(impossible);
      }
      open(
          "svg",
          "xmlns",
          "http://www.w3.org/2000/svg",
          "viewBox",
          "0 0 " + width + " " + height,
          "width",
          width,
          "font-family",
          "sans-serif",
          "font-size",
          12,
          "fill",
          "currentColor",
          "role",
          "img",
          "aria-label",
          title);
      text("title", title);
    }

    /** Opens an element with attributes, each a name and a value. */
    public void open(String element, Object... attributes) {
      try {
        xml.writeStartElement(element);
        for (int i = 0; i < attributes.length; i += 2) {
          xml.writeAttribute((String) attributes[i], written(attributes[i + 1]));
        }
      } catch (XMLStreamException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    /** Closes the element that was opened last. */
    public void close() {
      try {
        xml.writeEndElement();
        xml.writeCharacters("\n");
      } catch (XMLStreamException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    /** Writes an empty element. */
    public void leaf(String element, Object... attributes) {
      open(element, attributes);
      close();
    }

    /** Writes an element with text in it. */
    public void text(String element, String content, Object... attributes) {
      open(element, attributes);
      try {
        xml.writeCharacters(VisibleText.line(content));
      } catch (XMLStreamException impossible) {
        throw new IllegalStateException(impossible);
      }
      close();
    }

    /** Ends the drawing. */
    public Svg done() {
      close();
      return new Svg(title, written.toString());
    }

    private static String written(Object value) {
      return value instanceof Double number
          ? String.format(Locale.ROOT, "%.1f", number)
          : VisibleText.line(value.toString());
    }
  }
}
