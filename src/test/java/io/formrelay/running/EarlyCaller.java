package io.formrelay.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Posts a form when the first route starts: the server listens then, and its routes are missing.
 */
public class EarlyCaller extends RoutePolicySupport {

  private URI door;
  private HttpResponse<String> answer;

  /** Sets the address of the HTTP door. */
  public void setDoor(String address) {
    door = URI.create(address);
  }

  /** What the door answered. */
  public HttpResponse<String> answer() {
    return answer;
  }

  @Override
  public void onStart(Route route) {
    HttpRequest request =
        HttpRequest.newBuilder(door)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"CustomerCode\": \"C-early\"}"))
            .build();
    try {
      answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
