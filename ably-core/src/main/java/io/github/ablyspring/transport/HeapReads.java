package io.github.ablyspring.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Has sockets read into arrays. Frames are decoded from arrays, as that is fastest, so
 * what is read comes to lie where it is needed; the JDK copies it there as a whole, which
 * costs less than to copy it frame by frame.
 */
@SuppressWarnings("deprecation") // of a type that Netty has no alternative to
final class HeapReads extends AdaptiveRecvByteBufAllocator {

	private static final int SMALLEST = 64;

	private static final int FIRST = 2048;

	// Two frames of fifty messages with 1 KB each.
	private static final int LARGEST = 128 * 1024;

	// Netty watches one of 128 of its buffers for leaks. That takes longer than all else
	// that is done for a message that comes alone, and for so little a new array does.
	private static final int FEW = 1024;

	private static final ByteBufAllocator ARRAYS = new UnpooledByteBufAllocator(false, true);

	HeapReads() {
		super(SMALLEST, FIRST, LARGEST);
	}

	@Override
	public Handle newHandle() {
		return new HeapHandle(super.newHandle());
	}

	private static final class HeapHandle extends DelegatingHandle implements ExtendedHandle {

		HeapHandle(Handle delegate) {
			super(delegate);
		}

		@Override
		public ByteBuf allocate(ByteBufAllocator allocator) {
			int guess = guess();
			return ((guess <= FEW) ? ARRAYS : allocator).heapBuffer(guess);
		}

		@Override
		public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
			return ((ExtendedHandle) delegate()).continueReading(maybeMoreData);
		}

	}

}
