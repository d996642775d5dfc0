package io.github.ablyspring.boot.test.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application as its author writes it.
 */
@SpringBootApplication
public class OrderApplication {

}
