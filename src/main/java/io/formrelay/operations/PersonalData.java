package io.formrelay.operations;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.logstash.logback.mask.ValueMasker;

/**
 * Masks what looks like a phone number or an e-mail address in every log line, in text ({@code
 * %personal(...)} in the pattern) and in JSON: what partners say, and the names of files, may hold
 * some. A phone number keeps its first three digits and its last four; the ids and numbers by which
 * a submission is found stay as they are.
 */
public final class PersonalData extends CompositeConverter<ILoggingEvent> implements ValueMasker {

  private static final Pattern PHONE =
      Pattern.compile(
          "(?<![\\w-])(?<!reference=)(?<!(?<![\\w-])id=)(?:\\+?90[ .-]?|0)?\\(?([2-5][0-9]{2})\\)?[ .-]?[0-9]{3}"
              + "[ .-]?([0-9]{2})[ .-]?([0-9]{2})(?![\\w-])");
  private static final Pattern EMAIL =
      Pattern.compile("[\\p{L}\\p{N}._%+-]+@(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}{2,}");
  private static final int PHONE_DIGITS = 10;

  @Override
  protected String transform(ILoggingEvent event, String line) {
    return masked(line);
  }

  @Override
  public Object mask(JsonStreamContext context, Object value) {
    String name = context.getCurrentName();
    boolean number = "reference".equals(name) || "id".equals(name);
    return value instanceof CharSequence text && !number ? masked(text.toString()) : value;
  }

  /** Most lines hold neither: a look at their characters tells. */
  static String masked(String line) {
    String masked = line;
    if (line.indexOf('@') >= 0) {
      masked = EMAIL.matcher(masked).replaceAll(Matcher.quoteReplacement("***@***"));
    }
    return hasManyDigits(line) ? PHONE.matcher(masked).replaceAll("$1***$2$3") : masked;
  }

  private static boolean hasManyDigits(String line) {
    int digits = 0;
    for (int at = 0; at < line.length(); at++) {
      char each = line.charAt(at);
      if (each >= '0' && each <= '9') {
        digits++;
        if (digits == PHONE_DIGITS) {
          return true;
        }
      } else if (" ().-+".indexOf(each) < 0) {
        digits = 0;
      }
    }
    return false;
  }
}
