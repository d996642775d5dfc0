package io.github.ablyspring.integration.coroutines

import io.github.ablyspring.boot.listener.AblyListener
import io.github.ablyspring.boot.listener.AblyMessageRecoverer
import io.github.ablyspring.boot.template.AblyTemplate
import io.github.ablyspring.boot.test.EmbeddedAbly
import io.github.ablyspring.boot.test.assertj.AblyAssertions.assertThat
import io.github.ablyspring.boot.test.assertj.ChannelRecorder
import io.github.ablyspring.client.AblyRealtime
import io.github.ablyspring.integration.support.Await
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.autoconfigure.EnableAutoConfiguration
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.context.annotation.Bean
import org.springframework.context.annotation.Configuration
import org.springframework.context.annotation.Import
import org.springframework.messaging.handler.annotation.SendTo
import java.util.concurrent.BlockingQueue
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

/**
 * Listeners and payloads as Kotlin's own compiler makes them.
 */
@SpringBootTest(
	classes = [SuspendingListenersTests.Application::class],
	webEnvironment = SpringBootTest.WebEnvironment.NONE,
	properties = [
		"ably.listener.await-attach=true", "ably.listener.await-attach-timeout=1m", "ably.timeouts.realtime-request=1m",
	],
)
@EmbeddedAbly
class SuspendingListenersTests {

	@Autowired
	lateinit var ably: AblyTemplate

	@Autowired
	lateinit var realtime: AblyRealtime

	@Autowired
	lateinit var shop: Shop

	@Autowired
	lateinit var failures: Failures

	@Test
	fun `what a suspending function returns is published`() {
		ChannelRecorder.of(realtime.channels().get("shipments")).use { shipments ->
			ably.publish("orders", "created", Order(42, "us"))
			assertThat(shipments).within(Await.LIMIT).receives("created").hasData(Shipment(42, "us"))
		}
	}

	@Test
	fun `a data class has its defaults`() {
		ChannelRecorder.of(realtime.channels().get("shipments")).use { shipments ->
			ably.publish("orders", "created", mapOf("number" to 43))
			assertThat(shipments).within(Await.LIMIT).receives("created").hasData(Shipment(43, "eu"))
		}
	}

	@Test
	fun `the next message waits until a suspending function has ended, also one that never suspends`() {
		listOf(20, 0, 10, 0).forEach { ably.publish("slow", "order", Order(it)) }
		val order = List(8) { shop.events.poll(60, TimeUnit.SECONDS) }
		assertThat(order).containsExactly("begin 20", "end 20", "begin 0", "end 0", "begin 10", "end 10", "begin 0",
			"end 0")
	}

	@Test
	fun `what a suspending function throws, before or after it suspends, is a failure, and the next message comes`() {
		ably.publish("broken", "order", Order(1))
		ably.publish("broken", "order", Order(2))
		ably.publish("broken", "order", Order(3))
		assertThat(failures.all.poll(60, TimeUnit.SECONDS)).hasMessage("at once")
		assertThat(failures.all.poll(60, TimeUnit.SECONDS)).hasMessage("later")
		assertThat(shop.accepted.poll(60, TimeUnit.SECONDS)).isEqualTo(Order(3))
		assertThat(failures.all).isEmpty()
	}

	@Test
	fun `no payload is null, where the parameter may be`() {
		ably.publish("optional", "order", null)
		assertThat(shop.optional.poll(60, TimeUnit.SECONDS)).isEqualTo("null")
	}

	data class Order(val number: Int, val region: String = "eu")

	data class Shipment(val order: Int, val region: String)

	class Failures {

		val all: BlockingQueue<Throwable> = LinkedBlockingQueue()

	}

	class Shop {

		val events: BlockingQueue<String> = LinkedBlockingQueue()

		val accepted: BlockingQueue<Order> = LinkedBlockingQueue()

		val optional: BlockingQueue<String> = LinkedBlockingQueue()

		@AblyListener("orders")
		@SendTo("shipments")
		suspend fun created(order: Order): Shipment = withContext(Dispatchers.IO) {
			delay(5)
			Shipment(order.number, order.region)
		}

		@AblyListener("slow")
		suspend fun slow(order: Order) {
			events.add("begin ${order.number}")
			if (order.number > 0) {
				delay(order.number.toLong())
			}
			events.add("end ${order.number}")
		}

		@AblyListener("broken")
		suspend fun broken(order: Order) {
			if (order.number == 1) {
				throw IllegalStateException("at once")
			}
			delay(5)
			check(order.number != 2) { "later" }
			accepted.add(order)
		}

		@AblyListener("optional")
		suspend fun optional(order: Order?) {
			delay(1)
			optional.add(order.toString())
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Shop::class, Failures::class)
	class Application {

		@Bean
		fun recoverer(failures: Failures): AblyMessageRecoverer = AblyMessageRecoverer { _, failure -> failures.all.add(failure) }

	}

}
