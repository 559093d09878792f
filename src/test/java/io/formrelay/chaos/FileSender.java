package io.formrelay.chaos;

import io.formrelay.chaos.Journal.Dropped;
import io.formrelay.packaged.DataFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/**
 * A sender at the folder door, which is always open: files with one form, with arrays and with
 * lines, some of them wrong, whether the relay lives or not. Each file has customers of its own.
 */
final class FileSender implements Callable<Void> {

  /** So many files may wait before the sender does. */
  private static final int MOST_WAITING = 6;

  private static final String BROKEN_LINE = "{\"CustomerFullName\": \"";

  private final String name;
  private final DataFolder data;
  private final Forms forms;
  private final Journal journal;
  private final Shift shift;
  private final RandomGenerator random;
  private int serial;

  FileSender(String name, DataFolder data, Forms forms, Seeds seeds, Journal journal, Shift shift) {
    this.name = name;
    this.data = data;
    this.forms = forms;
    this.journal = journal;
    this.shift = shift;
    this.random = seeds.of("sender " + name);
  }

  @Override
  public Void call() throws IOException, InterruptedException {
    int file = 0;
    while (shift.loads(100 + random.nextInt(700))) {
      if (data.files("inbox").size() < MOST_WAITING) {
        file++;
        drop(name + "-file-" + file, random.nextInt(100));
      }
    }
    return null;
  }

  private void drop(String file, int luck) throws IOException {
    if (luck < 40) {
      dropSingle(file + ".json", luck < 5);
    } else if (luck < 65) {
      dropBatch(file + ".json", 2 + random.nextInt(30), false);
    } else {
      int lines = luck < 97 ? 2 + random.nextInt(60) : 400;
      dropBatch(file + (luck % 2 == 0 ? ".jsonl" : ".ndjson"), lines, true);
    }
  }

  private void dropSingle(String file, boolean wrong) throws IOException {
    Form form = next(file);
    String content = wrong ? forms.wrong(form).json() : form.json();
    if (wrong) {
      journal.refused(form);
    }
    journal.dropping(
        new Dropped(file, wrong ? Map.of(0, content) : Map.of()),
        wrong ? List.of() : List.of(form));
    data.drop(file, content);
  }

  private void dropBatch(String file, int size, boolean lines) throws IOException {
    boolean twice = random.nextInt(10) == 0;
    List<String> elements = new ArrayList<>();
    List<Form> right = new ArrayList<>();
    Map<Integer, String> wrong = new TreeMap<>();
    for (int place = 1; place <= size; place++) {
      Form form = next(file);
      if (twice) {
        form = forms.named(form);
      } else if (random.nextInt(20) == 0) {
        journal.refused(form);
        String refused = lines && random.nextBoolean() ? BROKEN_LINE : forms.wrong(form).json();
        wrong.put(place, refused);
        elements.add(refused);
        continue;
      } else if (random.nextInt(4) == 0) {
        form = forms.named(form);
      }
      right.add(form);
      elements.add(form.json());
    }
    Form again = journal.toSendAgain();
    if (again != null) {
      elements.add(again.json());
    }
    String content =
        lines ? String.join("\n", elements) + "\n" : "[" + String.join(",\n", elements) + "]";
    journal.dropping(new Dropped(file, wrong), right);
    data.drop(file, content);
    if (twice) {
      data.drop("again-" + file, content);
    }
  }

  private Form next(String file) {
    serial++;
    return forms.form(name + "-" + serial, "C-" + file + "-" + serial % 3);
  }
}
