package io.formrelay.door;

/**
 * What a browser's form carries for the door itself, beside the submission's own fields.
 *
 * @param website what stands in the field that people do not see; empty where it is left alone
 * @param startedAt when the form was opened, in milliseconds since 1970; empty where the page does
 *     not tell
 * @param token what the captcha gave the visitor; empty where there is none
 */
record FormSigns(String website, String startedAt, String token) {}
