/** What operators do by HTTP on the management port, and the page on which they do it. */
package io.formrelay.ops;
