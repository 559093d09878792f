/** The pages that people fill in, and what they are answered. */
package io.formrelay.form;
