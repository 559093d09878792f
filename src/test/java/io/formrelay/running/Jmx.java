package io.formrelay.running;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** An operator at a JMX console. */
final class Jmx {

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  /** An attribute of {@code formrelay:type=Relay}, or of a target where one is named. */
  Object read(String target, String attribute) throws Exception {
    return server.getAttribute(name(target), attribute);
  }

  Object relay(String attribute) throws Exception {
    return read(null, attribute);
  }

  /** Calls an operation whose parameters are all text. */
  Object call(String target, String operation, String... parameters) throws Exception {
    String[] types = new String[parameters.length];
    Arrays.fill(types, String.class.getName());
    return server.invoke(name(target), operation, parameters, types);
  }

  /** Lists dead letters. */
  CompositeData[] list(String target, String code, String text, String after) throws Exception {
    return (CompositeData[]) call(null, "listDeadLetters", target, code, "", "", text, after);
  }

  CompositeData progress() throws Exception {
    return (CompositeData) relay("ReplayProgress");
  }

  MBeanServer server() {
    return server;
  }

  static ObjectName name(String target) throws Exception {
    return new ObjectName(
        target == null ? "formrelay:type=Relay" : "formrelay:type=Target,name=" + target);
  }
}
