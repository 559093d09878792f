package io.formrelay.door;

import io.formrelay.delivery.ConflictException;
import io.formrelay.sealing.UnsealableException;
import io.formrelay.submission.AcceptLanguage;
import io.formrelay.submission.InvalidSubmissionException;
import io.formrelay.submission.UnreadableSubmissionException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells which failures of the accepting route refuse a submission for good, in words for both
 * languages. All others mean that it cannot be accepted now.
 */
public final class Refusals implements Function<Throwable, Optional<Refusal>> {

  @Override
  public Optional<Refusal> apply(Throwable failure) {
    if (failure instanceof InvalidSubmissionException invalid) {
      return Optional.of(
          new Refusal(
              "Gönderimde hatalı alanlar var.",
              "The submission has wrong fields.",
              invalid.errors(AcceptLanguage.TURKISH),
              invalid.errors(Locale.ENGLISH)));
    }
    if (failure instanceof UnreadableSubmissionException unreadable) {
      return Optional.of(
          Refusal.of(
              unreadable.message(AcceptLanguage.TURKISH), unreadable.message(Locale.ENGLISH)));
    }
    if (failure instanceof UnsealableException unsealable) {
      return Optional.of(unsealable(unsealable.keyId()));
    }
    if (failure instanceof ConflictException conflict) {
      return Optional.of(conflict(conflict));
    }
    return Optional.empty();
  }

  private static Refusal unsealable(String keyId) {
    return keyId == null
        ? Refusal.of(
            "Şifrelenmiş alan bu gönderime ait değil ya da değiştirilmiş.",
            "The encrypted field is not this submission's, or it was changed.")
        : Refusal.of(
            "Bir alan %s anahtarıyla şifrelenmiş; bu anahtar relay.encryption-key ayarında yok."
                .formatted(keyId),
            "A field was encrypted with the key %s, which relay.encryption-key does not hold."
                .formatted(keyId));
  }

  private static Refusal conflict(ConflictException conflict) {
    return switch (conflict.kind()) {
      case OTHER_CONTENT ->
          Refusal.of(
              "Bu SubmissionId ile başka içerikli bir gönderim zaten var.",
              "A submission with other content stands under this SubmissionId already.");
      case NOT_DEAD_LETTERED ->
          Refusal.of(
              "Yalnızca dead-letter durumundaki bir teslimat yeniden gönderilebilir; bu öyle"
                  + " değil.",
              "Only a dead-lettered delivery can be replayed, and this one is not.");
    };
  }
}
