package io.github.ablyspring.sample.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "sample.simulator.interval=400ms", "sample.tracker.remembered-orders=10000",
				"ably.timeouts.realtime-request=45s", "ably.timeouts.http-open=45s", "ably.timeouts.http-request=45s",
				"ably.timeouts.http-max-retry=45s" })
class BrowserTests {

	private static final List<String> PAGES = List.of("/", "/supervisor.html", "/operations.html", "/direct.html");

	@LocalServerPort
	private int port;

	private Browser browser;

	@BeforeAll
	void start(@TempDir Path profile) {
		this.browser = new Browser(profile);
	}

	@AfterAll
	void stop() {
		this.browser.close();
	}

	@BeforeEach
	void desk() {
		this.browser.screen(Browser.Screen.DESK);
	}

	@AfterEach
	void findsNothingToComplainOf() {
		assertThat(this.browser.console()).isEmpty();
	}

	@Test
	void aCourierMoves() {
		open("/");
		String courier = this.browser.find(By.cssSelector(".courier:not(.away)")).getDomAttribute("data-courier");

		String before = whereIs(courier);

		this.browser.until((driver) -> !whereIs(courier).equals(before));
		// somebody has come far enough to leave a trail
		this.browser.find(By.cssSelector(".trail[points*=' ']"));
		this.browser.screenshot("map");
	}

	@Test
	void anOrderIsFollowed() {
		open("/");
		this.browser.click(this.browser.find(By.cssSelector("#orders a")));

		// the steps are drawn anew whenever one is told of
		this.browser.untilText(By.cssSelector(".stepper li.done"), (step) -> step.startsWith("accepted"));
		this.browser.find(By.cssSelector(".courier"));
		this.browser.find(By.id("text")).sendKeys("Ring twice, please", Keys.ENTER);
		this.browser.untilText(By.id("chat"), (chat) -> chat.contains("Ring twice") && chat.contains("Got it!"));

		this.browser.click(this.browser.find(By.cssSelector("#wire summary")));
		this.browser.untilText(By.id("encrypted"), (wire) -> wire.contains("cipher+aes-256-cbc"));
		assertThat(this.browser.find(By.id("encrypted")).getText()).doesNotContain("Ring twice");
		this.browser.screenshot("order");
	}

	@Test
	void newsAreLiked() {
		open("/supervisor.html");
		WebElement like = this.browser.find(By.cssSelector("#news button"));

		this.browser.click(like);

		this.browser.until((driver) -> like.getText().endsWith("1"));
		this.browser.screenshot("supervisor");
	}

	@Test
	void aBrowserListensByItself() {
		open("/direct.html");

		this.browser.untilText(By.id("token"), (text) -> text.contains("subscribe"));
		this.browser.find(By.cssSelector(".courier[data-at]"));
		this.browser.screenshot("direct");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DROP", "FORGET", "OUTAGE", "REFUSE_REST", "EXPIRE_TOKEN" })
	void whatIsBrokenRecovers(String breakage) {
		open("/operations.html");
		this.browser.untilText(By.id("connection"), "connected"::equals);

		this.browser.click(this.browser.find(By.id(breakage)));

		this.browser.untilText(By.id("recovery"), (text) -> text.startsWith("Recovered after"));
		this.browser.untilText(By.id("connection"), "connected"::equals);
		this.browser.screenshot("operations-" + breakage.toLowerCase(Locale.ROOT).replace('_', '-'));
		aCourierMoves();
	}

	@Test
	void thePagesAreUsedByKeyboard() {
		open("/");
		this.browser.find(By.cssSelector("#orders a"));

		this.browser.press(Keys.TAB);
		assertThat(this.browser.focused().getText()).isEqualTo("Skip to content");
		this.browser.press(Keys.ENTER);
		this.browser.press(Keys.TAB, Keys.TAB);
		assertThat(this.browser.focused().getDomAttribute("class")).isEqualTo("order");
		this.browser.press(Keys.ENTER);

		this.browser.find(By.cssSelector(".stepper li.done"));
	}

	@ParameterizedTest
	@MethodSource("pagesOnScreens")
	@SuppressWarnings("unchecked")
	void everyPageCanBeReadOnEveryScreen(String page, Browser.Screen screen) {
		this.browser.screen(screen);
		open(page);
		this.browser.untilText(By.id("link"), "live"::equals);
		this.browser.find(By.cssSelector("#couriers li, #duty li, #breakages button, #token li"));

		Map<String, Object> found = (Map<String, Object>) this.browser.script("readable.js");

		this.browser
			.screenshot(((page.length() > 1) ? page.substring(1, page.indexOf('.')) : "map") + "-" + screen.name());
		assertThat(found.get("tooWide")).as("wider than the screen").isEqualTo(false);
		assertThat((List<String>) found.get("faint")).as("too little contrast").isEmpty();
		assertThat((List<String>) found.get("nameless")).as("without a name").isEmpty();
	}

	static Stream<Arguments> pagesOnScreens() {
		return PAGES.stream()
			.flatMap((page) -> Browser.Screen.ALL.stream().map((screen) -> Arguments.of(page, screen)));
	}

	private void open(String page) {
		this.browser.open("http://localhost:" + this.port + page);
	}

	private String whereIs(String courier) {
		return this.browser.find(By.cssSelector("[data-courier='" + courier + "'][data-at]"))
			.getDomAttribute("data-at");
	}

}
