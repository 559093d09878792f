/** Moka, a payment provider: updates a dealer's customers. */
package io.formrelay.partner.moka;
