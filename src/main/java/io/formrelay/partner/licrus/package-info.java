/** Licrus, a field-service system: opens service calls. */
package io.formrelay.partner.licrus;
