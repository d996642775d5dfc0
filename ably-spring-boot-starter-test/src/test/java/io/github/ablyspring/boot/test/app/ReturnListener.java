package io.github.ablyspring.boot.test.app;

import io.github.ablyspring.boot.listener.AblyListener;

import org.springframework.stereotype.Component;

/**
 * Takes orders back.
 */
@Component
public class ReturnListener {

	@AblyListener("returns")
	void returned(Order order) {
	}

}
