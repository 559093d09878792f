package io.formrelay.form;

import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers with a fresh form: the page that the exchange property {@value TakeForm#PAGE} names. */
public final class ShowForm implements Processor {

  private final Pages pages;
  private final HtmlAnswer answer;

  /** Shows these pages. */
  public ShowForm(Pages pages, FormSettings settings) {
    this.pages = pages;
    this.answer = new HtmlAnswer(settings);
  }

  @Override
  public void process(Exchange exchange) {
    Locale language = Languages.of(exchange);
    Page page = Page.of(exchange.getProperty(TakeForm.PAGE, String.class));
    answer.page(exchange, 200, pages.form(page, Sent.nothing(), language), language);
  }
}
