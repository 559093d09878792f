package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What Camel shows over JMX. */
final class CamelBeans {

  private CamelBeans() {}

  /** Every attribute of every bean of this process, and what Camel tells of its routes. */
  static String told() throws Exception {
    StringBuilder all = new StringBuilder();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
      all.append(name).append('\n');
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
        try {
          all.append(server.getAttribute(name, attribute.getName())).append('\n');
        } catch (JMException | RuntimeException unreadable) {
          all.append(unreadable).append('\n');
        }
      }
    }
    for (ObjectName context :
        server.queryNames(new ObjectName("org.apache.camel:type=context,*"), null)) {
      all.append(
          server.invoke(
              context,
              "dumpRoutesAsXml",
              new Object[] {true},
              new String[] {boolean.class.getName()}));
    }
    assertTrue(all.indexOf("deliver-moka") > 0);
    return all.toString();
  }
}
