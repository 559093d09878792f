/** The truth about every submission and delivery, and the only place with SQL. Knows no Camel. */
package io.formrelay.ledger;
