/** Takes what is due from the ledger, decides by the result codes, and writes the outcome down. */
package io.formrelay.delivery;
