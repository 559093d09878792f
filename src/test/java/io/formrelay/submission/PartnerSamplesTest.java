package io.formrelay.submission;

import static io.formrelay.submission.Reading.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartnerSamplesTest {

  @Test
  void theLicrusSampleIsAcceptedAsItStands() throws Exception {
    ReadSubmission read = Reading.READER.read(sample("licrus.json"));

    assertEquals(List.of("licrus"), read.targets());
    assertEquals(
        json("""
            {"DealerCompanyName": "Test Bayi",
             "DealerContactPerson": "MUTLU ÖZCAN",
             "DealerMobilePhone": "3546546757",
             "DealerEmail": "dealeremail@dealer.com",
             "CustomerFullName": "Deneme Müşteri",
             "CustomerMobilePhone": "5301231212",
             "CustomerEmail": "customerEmail@customer.com",
             "CustomerCity": "Istanbul",
             "CustomerDistrict": "Umraniye",
             "CustomerAddress": "Fatih Sultan Mehmet mahallesi",
             "ProductNameList": ["ECODENSE WT 65"],
             "ProductGroupName": "ECODENSE DUVAR- YER TİPİ KAZAN",
             "ProductSerialNumberList": ["99958", "99959"],
             "DeviceCount": 2}
            """)
            .toString(),
        read.fields().toString());
    assertNull(read.submissionId());
    assertEquals(List.of(), read.warnings());
  }

  @Test
  void theMokaSampleIsAcceptedAsItStands() throws Exception {
    ReadSubmission read = Reading.READER.read(sample("moka.json"));

    assertEquals(List.of("moka"), read.targets());
    assertEquals(
        json(
            """
            {"CustomerCode": "Customer",
             "Password": "Elif1234",
             "FirstName": "Elif",
             "LastName": "Y",
             "Gender": "2",
             "BirthDate": "19850710",
             "GsmNumber": "5301111111",
             "Email": "elif.y@moka.com"}
            """),
        read.fields());
  }

  @Test
  void readingWhatWasReadGivesTheSameAgain() throws Exception {
    for (String name : List.of("licrus.json", "moka.json")) {
      ReadSubmission once = Reading.READER.read(sample(name));
      assertEquals(once, Reading.READER.read(once.fields()));
    }
  }

  @Test
  void credentialsAreDroppedInWhateverCaseAndWhereverTheyStand() {
    ReadSubmission read =
        Reading.read(
            """
            {"authticket": "secret-1", "AUTHTICKET": "secret-2", "DealerCode": "secret-3",
             "UserName": "secret-4", "checkkey": {"a": ["secret-5"]},
             "dealercustomerauthentication": "secret-6",
             "DealerCustomerRequest": {"AuthTicket": "secret-7", "CustomerCode": "C1"}}
            """);

    assertEquals(json("{\"CustomerCode\": \"C1\"}"), read.fields());
    assertFalse(read.toString().contains("secret"));
  }

  @Test
  void aFieldGivenFlatAndNestedWithTheSameMeaningIsAccepted() {
    assertEquals(
        json("{\"CustomerCode\": \"C1\", \"GsmNumber\": \"5301111111\"}"),
        Reading.fields(
            """
            {"GsmNumber": "0530 111 11 11",
             "DealerCustomerRequest": {"CustomerCode": "C1", "GsmNumber": "5301111111"}}
            """));
  }

  @Test
  void aFieldGivenFlatAndNestedWithDifferentValuesIsNamed() {
    assertEquals(
        List.of("Email"),
        Reading.wrong(
            """
            {"Email": "a@b.tr", "DealerCustomerRequest": {"CustomerCode": "C", "Email": "c@d.tr"}}
            """));
  }

  @Test
  void aBlankFieldDoesNotContradictTheNestedOne() {
    assertEquals(
        "c@d.tr",
        Reading.fields(
                """
                {"Email": " ", "DealerCustomerRequest": {"CustomerCode": "C", "Email": "c@d.tr"}}
                """)
            .path("Email")
            .textValue());
  }

  @Test
  void aNestedRequestThatIsNoObjectIsNamed() {
    assertEquals(
        List.of("DealerCustomerRequest"),
        Reading.wrong("{\"CustomerCode\": \"C\", \"DealerCustomerRequest\": [1]}"));
    assertEquals(
        json("{\"CustomerCode\": \"C\"}"),
        Reading.fields("{\"CustomerCode\": \"C\", \"DealerCustomerRequest\": null}"));
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream sample = PartnerSamplesTest.class.getResourceAsStream("/samples/" + name)) {
      return sample.readAllBytes();
    }
  }
}
