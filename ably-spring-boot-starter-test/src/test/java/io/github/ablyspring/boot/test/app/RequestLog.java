package io.github.ablyspring.boot.test.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Takes down what the application asks over HTTP.
 */
@Component
public class RequestLog implements WebClientCustomizer {

	/** The paths of the requests. */
	public final List<String> paths = new CopyOnWriteArrayList<>();

	@Override
	public void customize(WebClient.Builder builder) {
		builder.filter((request, next) -> {
			this.paths.add(request.url().getPath());
			return next.exchange(request);
		});
	}

}
