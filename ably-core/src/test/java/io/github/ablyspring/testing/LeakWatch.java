package io.github.ablyspring.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails a test class when Netty finds that one of its buffers was not released. Netty can
 * tell only of buffers that the garbage collector has met, hence the waiting for it.
 */
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {

	private final List<String> leaks = new CopyOnWriteArrayList<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			LeakWatch.this.leaks.add(event.getFormattedMessage());
		}

	};

	@Override
	public void beforeAll(ExtensionContext context) {
		assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		for (int i = 0; i < 5; i++) {
			System.gc();
			// Netty reports what it has found when it hands out the next buffers.
			for (int j = 0; j < 10; j++) {
				UnpooledByteBufAllocator.DEFAULT.directBuffer(16).release();
				UnpooledByteBufAllocator.DEFAULT.heapBuffer(16).release();
			}
		}
		this.logger.detachAppender(this.appender);
		assertThat(this.leaks).isEmpty();
	}

}
