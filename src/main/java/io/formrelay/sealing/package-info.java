/** Keeps single fields encrypted wherever a submission is at rest. Knows nobody else. */
package io.formrelay.sealing;
