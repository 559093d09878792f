package io.formrelay.chaos;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/** Changes a partner's sky again and again: fair, then a while of something else, then fair. */
final class Weather implements Callable<Void> {

  private static final List<Sky> FOUL =
      List.of(Sky.CLOSED, Sky.CLOSED, Sky.UNAUTHORISED, Sky.DOWN, Sky.SLUGGISH);

  private final Partner partner;
  private final Shift shift;
  private final RandomGenerator random;

  Weather(Partner partner, Seeds seeds, Shift shift) {
    this.partner = partner;
    this.shift = shift;
    this.random = seeds.of("weather " + partner.target());
  }

  @Override
  public Void call() throws IOException, InterruptedException {
    while (shift.loads(1_000 + random.nextInt(4_000))) {
      partner.under(FOUL.get(random.nextInt(FOUL.size())));
      shift.loads(200 + random.nextInt(1_300));
      partner.under(Sky.FAIR);
    }
    return null;
  }
}
