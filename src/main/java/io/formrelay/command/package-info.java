/** The commands beside the relay: {@code java -jar formrelay.jar <command>}. */
package io.formrelay.command;
