package io.github.ablyspring.rest.push;

/**
 * The platform a registered device runs. The known platforms are constants; one that a
 * newer server names keeps its value.
 *
 * @param value the name the server uses
 */
public record DevicePlatform(String value) {

	public static final DevicePlatform ANDROID = new DevicePlatform("android");

	public static final DevicePlatform IOS = new DevicePlatform("ios");

	public static final DevicePlatform BROWSER = new DevicePlatform("browser");

	@Override
	public String toString() {
		return this.value;
	}

}
