package io.formrelay.submission;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Finds the known name that takes the fewest slips of the finger to get from one that was typed:
 * letters left out, put in, replaced, or swapped with their neighbour. Case does not count.
 */
final class NearestName {

  /** What is longer is compared by its beginning alone, which bounds the work. */
  private static final int LONGEST = 64;

  private final List<String> names;

  NearestName(Collection<String> names) {
    this.names = List.copyOf(names);
  }

  /** The nearest name, the first of several; empty where no name is known. */
  String to(String typed) {
    String wanted = typed.substring(0, Math.min(typed.length(), LONGEST)).toLowerCase(Locale.ROOT);
    String nearest = "";
    int fewest = Integer.MAX_VALUE;
    for (String name : names) {
      int slips = slips(wanted, name.toLowerCase(Locale.ROOT));
      if (slips < fewest) {
        nearest = name;
        fewest = slips;
      }
    }
    return nearest;
  }

  private static int slips(String typed, String name) {
    int[][] slips = new int[typed.length() + 1][name.length() + 1];
    for (int i = 0; i <= typed.length(); i++) {
      for (int j = 0; j <= name.length(); j++) {
        if (i == 0 || j == 0) {
          slips[i][j] = i + j;
          continue;
        }
        int replaced = typed.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
        slips[i][j] =
            Math.min(
                slips[i - 1][j - 1] + replaced, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        if (i > 1
            && j > 1
            && typed.charAt(i - 1) == name.charAt(j - 2)
            && typed.charAt(i - 2) == name.charAt(j - 1)) {
          slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
        }
      }
    }
    return slips[typed.length()][name.length()];
  }
}
