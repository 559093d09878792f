package io.formrelay.submission;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What normalising made of a document.
 *
 * @param fields the values by contract names, none blank
 * @param problems what no schema could say of them
 * @param unknown the names that are no field's, as they were sent
 */
record Normalised(ObjectNode fields, List<Problem> problems, Set<String> unknown) {

  Normalised() {
    this(JsonNodeFactory.instance.objectNode(), new ArrayList<>(), new LinkedHashSet<>());
  }
}
