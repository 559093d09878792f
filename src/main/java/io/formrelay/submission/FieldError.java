package io.formrelay.submission;

/**
 * What is wrong with one field of a submission, in words for the person who filled the form in.
 *
 * @param field the field's contract name; empty where the whole submission is meant
 * @param message the explanation, in the language that was asked for
 */
public record FieldError(String field, String message) {}
