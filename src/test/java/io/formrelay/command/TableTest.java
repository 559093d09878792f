package io.formrelay.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void whatAPartnerSaysSteersNoTerminalAndBeginsNoLine() throws Exception {
    String row = "{\"message\": \"a\\u001b[2J\\u009b2Jb\\u202ec\\u2028d\\ne\", \"n\": null}";
    StringWriter printed = new StringWriter();

    new Table("message", "n")
        .print(new PrintWriter(printed, true), List.of(new ObjectMapper().readTree(row)));

    assertEquals(
        List.of("message          n", "a [2J 2Jb c d e  -"), printed.toString().lines().toList());
  }
}
