package io.formrelay.watching;

import javax.management.Descriptor;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotCompliantMBeanException;
import javax.management.StandardMBean;

/** An MBean that tells consoles what its {@link Described} annotations say. */
final class DescribedMBean extends StandardMBean {

  /**
   * Shows an object to JMX.
   *
   * @throws IllegalArgumentException where the interface is none of an MBean
   */
  static <T> DescribedMBean of(T object, Class<T> shown) {
    try {
      return new DescribedMBean(object, shown);
    } catch (NotCompliantMBeanException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private <T> DescribedMBean(T object, Class<T> shown) throws NotCompliantMBeanException {
    super(object, shown);
  }

  @Override
  protected String getDescription(MBeanInfo info) {
    return said(info.getDescriptor(), "described", super.getDescription(info));
  }

  @Override
  protected String getDescription(MBeanAttributeInfo info) {
    return said(info.getDescriptor(), "described", super.getDescription(info));
  }

  @Override
  protected String getDescription(MBeanOperationInfo info) {
    return said(info.getDescriptor(), "described", super.getDescription(info));
  }

  @Override
  protected String getDescription(MBeanOperationInfo op, MBeanParameterInfo param, int sequence) {
    return said(param.getDescriptor(), "described", super.getDescription(op, param, sequence));
  }

  @Override
  protected String getParameterName(MBeanOperationInfo op, MBeanParameterInfo param, int sequence) {
    return said(param.getDescriptor(), "named", super.getParameterName(op, param, sequence));
  }

  @Override
  protected int getImpact(MBeanOperationInfo info) {
    boolean looksOnly = Boolean.TRUE.equals(info.getDescriptor().getFieldValue("looksOnly"));
    return looksOnly ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION;
  }

  private static String said(Descriptor descriptor, String key, String otherwise) {
    Object value = descriptor.getFieldValue(key);
    return value == null || value.equals("") ? otherwise : value.toString();
  }
}
