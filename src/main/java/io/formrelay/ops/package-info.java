/**
 * What operators see and do by HTTP, on the management port: below {@code /operations} the same as
 * over JMX, in the same words, and at {@code /ops} the page on which they do it.
 */
package io.formrelay.ops;
