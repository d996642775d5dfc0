package io.github.ablyspring.sample.browser;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The system's Chromium, without a window, and on a profile that is new.
 */
final class Browser implements AutoCloseable {

	static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");

	static final String DRIVER = "chromedriver";

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private final ChromeDriver driver;

	Browser(Path profile) {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(program().orElseThrow());
		// containers have little /dev/shm
		options.addArguments("--headless", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--user-data-dir=" + profile);
		options.setCapability("goog:loggingPrefs", logs);
		this.driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(driver().orElseThrow())
			.usingAnyFreePort()
			.build(), options);
	}

	static Optional<File> program() {
		return PROGRAMS.stream().flatMap((name) -> find(name).stream()).findFirst();
	}

	static Optional<File> driver() {
		return find(DRIVER);
	}

	private static Optional<File> find(String name) {
		return Arrays.stream(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
			.map((directory) -> new File(directory, name))
			.filter(File::canExecute)
			.findFirst();
	}

	/** Pretends to be a screen of a size and a taste. */
	void screen(Screen screen) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", screen.width(), "height",
				screen.height(), "deviceScaleFactor", 1, "mobile", screen.mobile()));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
				List.of(Map.of("name", "prefers-color-scheme", "value", screen.dark() ? "dark" : "light"))));
	}

	void open(String url) {
		this.driver.get(url);
	}

	WebElement find(By by) {
		return until((driver) -> driver.findElements(by).stream().findFirst().orElse(null));
	}

	/** Waits until there is something, or something is true. */
	<T> T until(Function<? super ChromeDriver, T> condition) {
		return new WebDriverWait(this.driver, DEADLINE).ignoring(StaleElementReferenceException.class)
			.until((ignored) -> condition.apply(this.driver));
	}

	void untilText(By by, Function<String, Boolean> condition) {
		until((driver) -> condition.apply(driver.findElement(by).getText()));
	}

	/**
	 * Clicks what may move while the pointer is on its way, as the first row of a list
	 * does.
	 */
	void click(WebElement element) {
		this.driver.executeScript("arguments[0].click()", element);
	}

	void press(CharSequence... keys) {
		new Actions(this.driver).sendKeys(keys).perform();
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	Object script(String resource) {
		try (InputStream in = Browser.class.getResourceAsStream(resource)) {
			return this.driver
				.executeScript(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What the pages wrote to the console since the last time somebody asked. */
	List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::toString).toList();
	}

	/** Keeps what can be seen below {@code target/screenshots}. */
	void screenshot(String name) {
		try {
			Files.createDirectories(SCREENSHOTS);
			Files.write(SCREENSHOTS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

	/**
	 * A screen.
	 *
	 * @param name what it is called
	 * @param width its width
	 * @param height its height
	 * @param mobile whether it is a phone's
	 * @param dark whether its owner likes the dark
	 */
	record Screen(String name, int width, int height, boolean mobile, boolean dark) {

		static final Screen DESK = new Screen("desk", 1280, 800, false, false);

		static final List<Screen> ALL = List.of(DESK, new Screen("desk-dark", 1280, 800, false, true),
				new Screen("phone", 390, 844, true, false), new Screen("phone-dark", 390, 844, true, true));

	}

}
