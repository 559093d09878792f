package io.formrelay.ledger;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the work a statement does grows with what it takes, never with what the ledger holds. */
class SqlitePlanTest {

  @TempDir Path folder;

  private final SqlStatements statements = new SqlStatements("sqlite");
  private Connection connection;

  @BeforeEach
  void openAnEmptyLedger() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("ledger.db");
    Ledgers.open(new LedgerSettings(url, null, null, "one")).close();
    connection = DriverManager.getConnection(url);
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
  }

  @Test
  void aClaimReadsOnlyWhatIsDueInTheOrderOfTheIndex() throws Exception {
    List<String> plan = plan("find-due");

    assertSearches(plan, "INDEX deliveries_due (target=? AND due<?)");
    assertFalse(plan.toString().contains("TEMP B-TREE"), plan::toString);
    assertSearches(plan("claim"), "(submission_id=? AND target=?)");
  }

  @Test
  void enteringLooksForTheFirstOfAnOrderKeyByIndex() throws Exception {
    assertSearches(plan("enter-delivery"), "INDEX deliveries_in_order (target=? AND order_key=?)");
    assertSearches(plan("find-repeated"), "(idempotency_key=?)");
  }

  @Test
  void endingFindsTheNextOfAnOrderKeyByIndex() throws Exception {
    List<String> plan = plan("make-next-due");

    assertSearches(plan, "INDEX deliveries_in_order (target=? AND order_key=?)");
    assertSearches(plan, "SEARCH deliveries USING INTEGER PRIMARY KEY (rowid=?)");
    assertSearches(plan("settle"), "(submission_id=? AND target=?)");
    assertSearches(plan("note-filed"), "(submission_id=? AND target=?)");
    assertSearches(plan("replay"), "(submission_id=? AND target=?)");
  }

  @Test
  void aHoldIsLookedUpByAnIndexOfNothingElse() throws Exception {
    String held = "INDEX deliveries_holding (target=? AND order_key=?)";
    for (String statement : List.of("enter-delivery", "make-next-due", "replay")) {
      assertSearches(plan(statement), held);
    }
    List<String> first = plan("make-first-due");
    assertSearches(first, held);
    assertSearches(first, "INDEX deliveries_in_order (target=? AND order_key=?");
    assertSearches(plan("find-holding"), "INDEX deliveries_holding (target=?)");
    assertSearches(plan("replay-first"), "(submission_id=? AND target=?)");
    assertSearches(plan("find-held"), "(submission_id=? AND target=?)");
    assertSearches(plan("bring-back"), "INDEX deliveries_due (target=? AND due>?)");
  }

  @Test
  void lookingUpReadsNothingButWhatIsAskedFor() throws Exception {
    assertSearches(plan("find-submission"), "(submission_id=?)");
    assertSearches(plan("find-state"), "(submission_id=? AND target=?)");
    assertSearches(plan("find-next-due"), "COVERING INDEX deliveries_due (target=? AND due>?)");
    assertSearches(plan("find-oldest-open"), "COVERING INDEX deliveries_open (target=?)");
    assertSearches(
        plan("find-interrupted"), "INDEX deliveries_sending (target=? AND claimed_by=?)");
  }

  @Test
  void whatIsUnfiledOrOpenIsReadFromAnIndexOfNothingElse() throws Exception {
    List<String> unfiled = plan("find-unfiled");
    assertTrue(unfiled.toString().contains("INDEX deliveries_unfiled"), unfiled::toString);
    assertFalse(unfiled.toString().contains("TEMP B-TREE"), unfiled::toString);
    List<String> open = plan("count-open");
    for (String index : List.of("deliveries_open", "deliveries_sending", "deliveries_retrying")) {
      assertTrue(open.toString().contains("COVERING INDEX " + index), open::toString);
    }
  }

  @Test
  void deadLettersAreFoundByTheirIndexAloneWithoutSorting() throws Exception {
    String index = "INDEX deliveries_dead (completed_at";
    for (String order : List.of("find-dead-letters-newest", "find-dead-letters-oldest")) {
      List<String> plan = plan(order);
      assertSearches(plan, index);
      assertFalse(plan.toString().contains("TEMP B-TREE"), plan::toString);
    }
    assertSearches(plan("count-dead-letters"), "COVERING " + index);
    assertSearches(plan("find-delivery"), "(submission_id=? AND target=?)");
    assertSearches(plan("drop"), "(submission_id=? AND target=?)");
  }

  @Test
  void activityIsFoundByItsSlot() throws Exception {
    assertSearches(plan("find-activity"), "(slot>?)");
    assertSearches(plan("purge-activity"), "(slot<?)");
  }

  @Test
  void whatHasExpiredIsReadFromAnIndexOfNothingElse() throws Exception {
    List<String> plan = plan("find-expired");
    assertSearches(plan, "INDEX deliveries_ended (state=? AND completed_at");
    assertFalse(plan.toString().contains("TEMP B-TREE"), plan::toString);
    assertSearches(plan("find-ends"), "(submission_id=?)");
    assertSearches(plan("delete-deliveries"), "(submission_id=?)");
    List<String> bodies = plan("find-bodies");
    assertFalse(bodies.toString().contains("TEMP B-TREE"), bodies::toString);
  }

  private static void assertSearches(List<String> plan, String expected) {
    assertTrue(plan.toString().contains(expected), plan::toString);
    for (String step : plan) {
      boolean scansATable =
          step.startsWith("SCAN") && !step.contains("VIRTUAL TABLE") && !step.contains("ended");
      assertFalse(scansATable, plan::toString);
    }
  }

  private List<String> plan(String statement) throws Exception {
    String sql = statements.get(statement).replaceAll(":\\w+", "?");
    List<String> steps = new ArrayList<>();
    try (PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
        ResultSet rows = explain.executeQuery()) {
      while (rows.next()) {
        steps.add(rows.getString("detail"));
      }
    }
    return steps;
  }
}
