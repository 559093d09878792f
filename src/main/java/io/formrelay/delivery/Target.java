package io.formrelay.delivery;

/**
 * One partner system while the relay runs.
 *
 * @param settings what the configuration says of it
 * @param gate whether it takes deliveries now
 */
public record Target(TargetSettings settings, TargetGate gate) {}
