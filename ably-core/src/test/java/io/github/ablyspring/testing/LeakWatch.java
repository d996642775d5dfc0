package io.github.ablyspring.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails the tests when Netty finds, at its most thorough, that one of its buffers was not
 * released. Stands around every test class of this module. Netty can tell only of buffers
 * that the garbage collector has met, so a class may be blamed for one before it, and the
 * collector is waited for when all tests are over.
 */
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {

	private static final Namespace NAMESPACE = Namespace.create(LeakWatch.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		watch(context);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		watch(context).check();
	}

	private static Watch watch(ExtensionContext context) {
		return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Watch.class);
	}

	/** Lasts until all tests are over. */
	static final class Watch implements AutoCloseable {

		private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

		Watch() {
			if (isThorough()) {
				ByteBufUtil.setLeakListener((type, records) -> this.leaks.add(type + records));
			}
		}

		/** As it is in this module, and need not be where its tests are borrowed. */
		static boolean isThorough() {
			return ResourceLeakDetector.getLevel() == ResourceLeakDetector.Level.PARANOID;
		}

		void check() {
			assertThat(this.leaks).as("buffers that were never released").isEmpty();
		}

		@Override
		public void close() {
			for (int i = 0; i < 5; i++) {
				System.gc();
				// Netty reports what it has found when it hands out the next buffers
				for (int j = 0; j < 10; j++) {
					UnpooledByteBufAllocator.DEFAULT.directBuffer(16).release();
					UnpooledByteBufAllocator.DEFAULT.heapBuffer(16).release();
				}
			}
			check();
		}

	}

}
