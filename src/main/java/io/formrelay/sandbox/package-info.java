/** What the simulated partners need beyond their routes. */
package io.formrelay.sandbox;
