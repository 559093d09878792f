/**
 * What operators see and do by HTTP, on the management port below {@code /operations}: the same as
 * over JMX, in the same words.
 */
package io.formrelay.ops;
