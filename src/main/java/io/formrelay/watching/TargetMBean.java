package io.formrelay.watching;

/** One partner system in JMX: {@code formrelay:type=Target,name=licrus}. */
@Described("A partner system")
public interface TargetMBean extends WatchedMBean {

  @Described("Why it is paused: TRANSPORT, CREDENTIALS or OPERATOR; empty where it is not")
  String getPauseReason();

  @Described("Since when it is paused; empty where it is not")
  String getPausedSince();

  @Described("The last signal that was no success, without secrets; empty where there was none")
  String getLastError();
}
