/** The files in which an operator sees what has ended. */
package io.formrelay.receipt;
