/** Starts the relay from its configuration and lets it be watched. */
package io.formrelay.operations;
