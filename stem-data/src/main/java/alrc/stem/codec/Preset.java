package alrc.stem.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a record of settings is where a file is silent about it. What equals its
 * preset is left out of the canonical JSON, so that a new setting never changes old recipes.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Preset {
  /** The value as YAML; or {@code =name}: the value of another component, which is written out. */
  String value();
}
