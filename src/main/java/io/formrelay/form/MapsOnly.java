package io.formrelay.form;

import com.samskivert.mustache.BasicCollector;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets templates see what stands in maps and nothing else: a name in a template must never reach a
 * method of a value that happens to be called so.
 */
final class MapsOnly extends BasicCollector {

  @Override
  public <K, V> Map<K, V> createFetcherCache() {
    return new ConcurrentHashMap<>();
  }
}
