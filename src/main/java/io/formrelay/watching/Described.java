package io.formrelay.watching;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.management.DescriptorKey;

/** What JMX consoles show beside an MBean, an attribute, an operation or a parameter. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
public @interface Described {

  /** What it is, in a sentence. */
  @DescriptorKey("described")
  String value();

  /** What an attribute counts in, as in {@code s}. */
  @DescriptorKey("units")
  String units() default "";

  /** A parameter's name. */
  @DescriptorKey("named")
  String name() default "";

  /** Whether an operation changes nothing. */
  @DescriptorKey("looksOnly")
  boolean looksOnly() default false;
}
