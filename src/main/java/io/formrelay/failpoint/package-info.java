/** The steps of a submission's life, at each of which a test can let the relay die. */
package io.formrelay.failpoint;
