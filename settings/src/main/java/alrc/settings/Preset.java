package alrc.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a record's component where a file is silent about it. A component that has its
 * preset value is left out of the canonical JSON, so that a new setting never changes the identity
 * of what exists already.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Preset {
  /** The value as YAML; or {@code =name}: the value of another component, which is written out. */
  String value();

  /** Whether canonical JSON names the value although it is the preset: for identities of old. */
  boolean written() default false;
}
