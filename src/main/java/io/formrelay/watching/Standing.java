package io.formrelay.watching;

import io.formrelay.delivery.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.openmbean.CompositeData;

/**
 * How things stand, for those who do not come over JMX: the very attributes of the MBeans, their
 * names beginning in lower case.
 */
public final class Standing {

  private final Controls controls;
  private final DescribedMBean relay;

  /** Tells how these stand. */
  public Standing(Controls controls) {
    this.controls = controls;
    this.relay =
        DescribedMBean.of(new WatchedRelay(controls.targets().all(), controls), RelayMBean.class);
  }

  /** All together, with each under {@code targets}, without what tells of single files. */
  public Map<String, Object> relay() {
    Map<String, Object> all = attributes(relay);
    all.remove("progress");
    all.put("targets", controls.targets().all().stream().map(this::target).toList());
    return all;
  }

  /** One target; empty where there is none of that name. */
  public Optional<Map<String, Object>> target(String name) {
    return controls.targets().all().stream()
        .filter(each -> each.settings().name().equals(name))
        .findFirst()
        .map(this::target);
  }

  /** The names of all targets. */
  public List<String> targets() {
    return controls.targets().all().stream().map(each -> each.settings().name()).toList();
  }

  private Map<String, Object> target(Target target) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", target.settings().name());
    one.put("enabled", target.settings().enabled());
    one.putAll(
        attributes(DescribedMBean.of(new WatchedTarget(target, controls), TargetMBean.class)));
    return one;
  }

  private static Map<String, Object> attributes(DescribedMBean bean) {
    Map<String, Object> values = new LinkedHashMap<>();
    try {
      for (MBeanAttributeInfo each : bean.getMBeanInfo().getAttributes()) {
        String name = each.getName();
        values.put(
            name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
            plain(bean.getAttribute(name)));
      }
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
    return values;
  }

  /** JMX has no word for nothing but an empty one. */
  private static Object plain(Object value) {
    if (value instanceof CompositeData row) {
      Map<String, Object> values = new LinkedHashMap<>();
      row.getCompositeType().keySet().forEach(name -> values.put(name, row.get(name)));
      return values;
    }
    return "".equals(value) ? null : value;
  }
}
