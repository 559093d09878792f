/** What came in: reading, normalising and validating a form. Knows no other package. */
package io.formrelay.submission;
