package io.github.ablyspring.integration.startup;

import java.lang.management.ManagementFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application that has nothing of its own. Says how long its start took.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class EmptyApplication {

	/**
	 * Starts the application, and ends it.
	 * @param args properties
	 */
	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(EmptyApplication.class, args)) {
			long wall = ManagementFactory.getRuntimeMXBean().getUptime();
			long cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
				.getProcessCpuTime() / 1_000_000;
			long main = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
			System.out.println("started " + wall + " " + main + " " + cpu + " " + context.containsBean("ablyRealtime"));
		}
	}

}
