package io.github.ablyspring.boot.test.container.app;

import java.util.concurrent.TimeUnit;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.realtime.connection.ConnectionState;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Says what it is connected to, and ends.
 */
@SpringBootApplication
public class ComposedApplication {

	public static void main(String[] arguments) {
		System.exit(SpringApplication.exit(SpringApplication.run(ComposedApplication.class, arguments)));
	}

	@Bean
	CommandLineRunner connect(AblyRealtime realtime) {
		return (arguments) -> {
			realtime.connection().whenState(ConnectionState.CONNECTED).get(30, TimeUnit.SECONDS);
			System.out.println(
					"connected to " + realtime.connection().status().host() + ":" + realtime.options().hosts().port());
		};
	}

}
