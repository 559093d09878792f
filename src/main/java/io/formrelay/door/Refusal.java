package io.formrelay.door;

import io.formrelay.submission.FieldError;
import java.util.List;

/**
 * Why a file or one of its elements is never going to be accepted as it stands, in words for the
 * person who sent it.
 *
 * @param reasonTr the reason in Turkish
 * @param reasonEn the reason in English
 * @param errorsTr the wrong fields, explained in Turkish; empty where no field is to blame
 * @param errorsEn the same fields in the same order, explained in English
 */
public record Refusal(
    String reasonTr, String reasonEn, List<FieldError> errorsTr, List<FieldError> errorsEn) {

  /** Copies the lists. */
  public Refusal {
    errorsTr = List.copyOf(errorsTr);
    errorsEn = List.copyOf(errorsEn);
    if (errorsTr.size() != errorsEn.size()) {
      throw new IllegalArgumentException("each wrong field is explained in both languages");
    }
  }

  /** A reason that no single field is to blame for. */
  static Refusal of(String reasonTr, String reasonEn) {
    return new Refusal(reasonTr, reasonEn, List.of(), List.of());
  }

  /** The element is larger than any submission may be. */
  static Refusal tooLarge() {
    return of(
        "Gönderim 64 KiB sınırını aşıyor.", "The submission is larger than the limit of 64 KiB.");
  }

  /** The file holds no element at all. */
  static Refusal empty() {
    return of("Dosya boş.", "The file is empty.");
  }

  /** The relay cannot deal with it, whoever is to blame. */
  static Refusal relayFailed(int times, String reason) {
    return of(
        "Röle bunu kabul ederken %d kez kendi hatasıyla durdu: %s.".formatted(times, reason),
        "The relay itself failed %d times to accept this: %s.".formatted(times, reason));
  }

  /** The file is in another encoding. */
  static Refusal notUtf8() {
    return of("Dosya UTF-8 ile yazılmamış.", "The file is not written in UTF-8.");
  }

  /** The file is not JSON from its beginning to its end. */
  static Refusal malformed(int line, int column) {
    return of(
        "Dosya baştan sona tek bir geçerli JSON değeri değil (satır %d, sütun %d)."
            .formatted(line, column),
        "The file is not one well-formed JSON value from beginning to end (line %d, column %d)."
            .formatted(line, column));
  }
}
