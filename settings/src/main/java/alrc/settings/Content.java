package alrc.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component that names a file whose content counts: once its digest is known, the digest
 * stands in the canonical identity and the name does not.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Content {
  /** The component that has the digest. */
  String digest();
}
