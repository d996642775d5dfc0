package io.github.ablyspring.boot.test.container;

import java.util.concurrent.Future;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The emulator in a container, whose image runs <code>ably-emulator-exec.jar</code>. With
 * <code>&#64;ServiceConnection</code> the application's clients use it. <pre>
 * &#64;Container
 * &#64;ServiceConnection
 * static AblyEmulatorContainer ably = new AblyEmulatorContainer(DockerImageName.parse("ably-emulator"));
 * </pre>
 */
public class AblyEmulatorContainer extends GenericContainer<AblyEmulatorContainer> {

	/** The port that the emulator listens on in its container. */
	public static final int PORT = 9010;

	/** The key that an emulator has which was not given another. */
	public static final String DEFAULT_KEY = "emul8r.devkey:for-development-only";

	private String key = DEFAULT_KEY;

	/**
	 * A container of an image.
	 * @param image the image's name
	 */
	public AblyEmulatorContainer(DockerImageName image) {
		super(image);
	}

	/**
	 * A container of an image that is yet to be built, such as an
	 * {@link org.testcontainers.images.builder.ImageFromDockerfile}.
	 * @param image the image's name, when it is built
	 */
	public AblyEmulatorContainer(Future<String> image) {
		super(image);
	}

	/**
	 * Gives the emulator another key than its default.
	 * @param key <code>appId.keyId:secret</code>
	 * @return this
	 */
	public AblyEmulatorContainer withKey(String key) {
		this.key = key;
		return this;
	}

	/**
	 * The key to use the emulator with.
	 * @return the key
	 */
	public String getKey() {
		return this.key;
	}

	/**
	 * The port of this machine that leads to the emulator. The container must run.
	 * @return the number
	 */
	public int getPort() {
		return getMappedPort(PORT);
	}

	@Override
	protected void configure() {
		addExposedPort(PORT);
		setCommand("--port=" + PORT, "--bind=0.0.0.0", "--control", "--key=" + this.key);
		waitingFor(Wait.forLogMessage(".*Ably emulator listening on.*", 1));
	}

}
