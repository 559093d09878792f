package io.formrelay.door;

/**
 * A call that has come in and waits for its route.
 *
 * @param caller who calls; null where the caller is not let in
 * @param body what was sent; null where nothing was asked for or it did not come in whole
 * @param problem why the caller is not let in, or why the body is missing; null where all is well
 */
record Arrival(Caller caller, byte[] body, Problem problem) {}
