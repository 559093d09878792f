package io.formrelay.watching;

import io.formrelay.delivery.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JMX domain {@code formrelay}: {@code formrelay:type=Relay}, and {@code
 * formrelay:type=Target,name=<target>} for each. Where another relay in the same JVM has the names
 * already, this one is not seen over JMX.
 */
public final class JmxDomain implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JmxDomain.class);
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

  private final MBeanServer server;
  private final List<ObjectName> names = new ArrayList<>();

  /** Shows the relay and its targets in this server. */
  public JmxDomain(MBeanServer server, Controls controls) {
    this.server = server;
    Collection<Target> targets = controls.targets().all();
    if (shown("formrelay:type=Relay", new WatchedRelay(targets, controls), RelayMBean.class)) {
      for (Target target : targets) {
        shown(
            name(target.settings().name()), new WatchedTarget(target, controls), TargetMBean.class);
      }
    }
  }

  private static String name(String target) {
    String value = PLAIN.matcher(target).matches() ? target : ObjectName.quote(target);
    return "formrelay:type=Target,name=" + value;
  }

  private <T> boolean shown(String text, T watched, Class<T> shown) {
    try {
      ObjectName name = new ObjectName(text);
      server.registerMBean(DescribedMBean.of(watched, shown), name);
      names.add(name);
      return true;
    } catch (InstanceAlreadyExistsException e) {
      LOG.warn("another relay in this process has {}: this one is not seen over JMX", text);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(e);
    } catch (JMException e) {
      LOG.warn("{} is not seen over JMX", text, e);
    }
    return false;
  }

  @Override
  public void close() {
    for (ObjectName name : names) {
      try {
        server.unregisterMBean(name);
      } catch (JMException e) {
        LOG.debug("{} was gone already", name, e);
      }
    }
    names.clear();
  }
}
