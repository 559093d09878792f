/** What a partner system is to the relay: a payload that goes out, an answer that is read. */
package io.formrelay.partner;
