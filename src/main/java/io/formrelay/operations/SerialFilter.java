package io.formrelay.operations;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Config;

/**
 * What Java's own deserialisation may still make in this process: what a JMX client sends, and
 * nothing else. The relay itself serialises nothing.
 *
 * <p>To refuse everything ({@code !*}) would lock the operators' JConsole out, since JMX sends the
 * names of MBeans and the arguments of operations in this form.
 */
public final class SerialFilter {

  private static final String ONLY_JMX =
      String.join(
          ";",
          "maxdepth=32",
          "maxarray=10000",
          "java.base/java.lang.Object",
          "java.base/java.lang.String",
          "java.base/java.lang.Boolean",
          "java.base/java.lang.Character",
          "java.base/java.lang.Number",
          "java.base/java.lang.Byte",
          "java.base/java.lang.Short",
          "java.base/java.lang.Integer",
          "java.base/java.lang.Long",
          "java.base/java.lang.Float",
          "java.base/java.lang.Double",
          "java.base/java.util.Vector",
          "java.base/javax.security.auth.Subject",
          "java.management/javax.management.*",
          "java.rmi/java.rmi.MarshalledObject",
          "java.rmi/java.rmi.dgc.Lease",
          "java.rmi/java.rmi.dgc.VMID",
          "java.rmi/java.rmi.server.ObjID",
          "java.rmi/java.rmi.server.UID",
          "!*");

  /**
   * Sets the filter for the whole process, unless the operator has given {@code jdk.serialFilter}.
   */
  public void install() {
    if (Config.getSerialFilter() == null) {
      Config.setSerialFilter(filter());
    }
  }

  /** The filter itself. */
  ObjectInputFilter filter() {
    return Config.createFilter(ONLY_JMX);
  }
}
