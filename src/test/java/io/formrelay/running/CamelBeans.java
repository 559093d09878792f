package io.formrelay.running;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What Camel and the relay show over JMX. */
final class CamelBeans {

  private CamelBeans() {}

  /** Every attribute of every bean of this process, and what Camel tells of its routes. */
  static String told() throws Exception {
    StringBuilder all = new StringBuilder();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Set<ObjectName> names = server.queryNames(new ObjectName("org.apache.camel:*"), null);
    names.addAll(server.queryNames(new ObjectName("formrelay:*"), null));
    for (ObjectName name : names) {
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
    assertTrue(all.indexOf("formrelay:type=Target,name=licrus") >= 0);
    return all.toString();
  }
}
