/**
 * What operators see of the relay and do to it: counts, dead letters, pauses, JMX, health, metrics
 * and the management port.
 */
package io.formrelay.watching;
