/** Notifications: what an operator is told of without asking, by webhook or e-mail. */
package io.formrelay.notice;
