package io.formrelay.watching;

import io.vertx.ext.web.Router;

/**
 * Something that is served on the management port. Whatever it mounts stands behind the {@link
 * Guard}; a handler that waits or reads the ledger is mounted as a blocking one.
 */
@FunctionalInterface
public interface ManagementPage {

  /** Mounts its handlers. */
  void mount(Router router);
}
