/** Traces by OpenTelemetry. Nothing here is loaded where no collector is named. */
package io.formrelay.tracing;
