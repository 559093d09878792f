package io.formrelay.chaos;

import java.util.List;

/**
 * What a run came to.
 *
 * @param seed where its luck came from
 * @param kills how often the relay was killed
 * @param accepted how many forms it has acknowledged
 * @param lost how many of them it has lost
 * @param doubled how many were taken twice, or opened two calls at Licrus
 * @param unknown how many calls it left to a person because their outcome is unknown
 * @param seconds how long the run took
 * @param violations every promise that was broken, each with the form's story
 */
record Report(
    long seed,
    int kills,
    long accepted,
    long lost,
    long doubled,
    long unknown,
    long seconds,
    List<String> violations) {

  /** One line. */
  String summary() {
    return "chaos seed=%d kills=%d accepted=%d lost=%d doubled=%d unknown=%d seconds=%d%s"
        .formatted(
            seed,
            kills,
            accepted,
            lost,
            doubled,
            unknown,
            seconds,
            violations.isEmpty() ? "" : " violations=" + violations.size());
  }
}
