package io.github.ablyspring.integration.coroutines

import io.github.ablyspring.boot.listener.AblyListener
import io.github.ablyspring.boot.listener.AblyMessageRecoverer
import io.github.ablyspring.boot.template.AblyTemplate
import io.github.ablyspring.boot.test.EmbeddedAbly
import io.github.ablyspring.boot.test.assertj.AblyAssertions.assertThat
import io.github.ablyspring.boot.test.assertj.ChannelRecorder
import io.github.ablyspring.client.AblyRealtime
import io.github.ablyspring.integration.support.Await
import io.github.ablyspring.message.Message
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.autoconfigure.EnableAutoConfiguration
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.context.annotation.Bean
import org.springframework.context.annotation.Configuration
import org.springframework.context.annotation.Import
import org.springframework.messaging.handler.annotation.Header
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

	@Test
	fun `each item of a flow is published, and what a deferred value becomes`() {
		ChannelRecorder.of(realtime.channels().get("shipments")).use { shipments ->
			ably.publish("flows", "flow", Order(1))
			assertThat(shipments).within(Await.LIMIT).receives("flow").hasData(Shipment(1, "first"))
			assertThat(shipments).within(Await.LIMIT).receives("flow").hasData(Shipment(1, "second"))
			ably.publish("suspended-flows", "later", Order(2))
			assertThat(shipments).within(Await.LIMIT).receives("later").hasData(Shipment(2, "eu"))
			ably.publish("deferred", "deferred", Order(3))
			assertThat(shipments).within(Await.LIMIT).receives("deferred").hasData(Shipment(3, "eu"))
		}
	}

	@Test
	fun `a parameter has its default where there is nothing for it`() {
		listOf("defaults", "suspended-defaults").forEach { channel ->
			ably.publish(channel, "order", Order(1))
			ably.publish(channel, "order", Order(2), mapOf("region" to "us"))
			ably.publish(channel, "order", null)
			assertThat(List(3) { shop.defaults.poll(60, TimeUnit.SECONDS) })
				.containsExactly("1 in nowhere", "2 in us", "0 in nowhere")
		}
		assertThat(failures.all).isEmpty()
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

		val defaults: BlockingQueue<String> = LinkedBlockingQueue()

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

		@AblyListener("flows")
		@SendTo("shipments")
		fun flow(order: Order): Flow<Shipment> = flowOf(Shipment(order.number, "first"), Shipment(order.number, "second"))

		@AblyListener("suspended-flows")
		@SendTo("shipments")
		suspend fun later(order: Order): Flow<Shipment> {
			delay(1)
			return flow {
				delay(1)
				emit(Shipment(order.number, order.region))
			}
		}

		@AblyListener("deferred")
		@SendTo("shipments")
		fun deferred(order: Order): Deferred<Shipment> = CompletableDeferred(Shipment(order.number, order.region))

		@AblyListener("defaults")
		private fun defaults(order: Order = Order(0), @Header("region") region: String = "nowhere") {
			defaults.add("${order.number} in $region")
		}

		@AblyListener("suspended-defaults")
		suspend fun later(order: Order = Order(0), @Header("region") region: String = "nowhere", message: Message) {
			delay(1)
			check(message.name() == "order")
			defaults.add("${order.number} in $region")
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
