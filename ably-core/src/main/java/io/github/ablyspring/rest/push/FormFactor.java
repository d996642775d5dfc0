package io.github.ablyspring.rest.push;

/**
 * What kind of device is registered for push. The known kinds are constants; one that a
 * newer server names keeps its value.
 *
 * @param value the name the server uses
 */
public record FormFactor(String value) {

	public static final FormFactor PHONE = new FormFactor("phone");

	public static final FormFactor TABLET = new FormFactor("tablet");

	public static final FormFactor DESKTOP = new FormFactor("desktop");

	public static final FormFactor TV = new FormFactor("tv");

	public static final FormFactor WATCH = new FormFactor("watch");

	public static final FormFactor CAR = new FormFactor("car");

	public static final FormFactor EMBEDDED = new FormFactor("embedded");

	public static final FormFactor OTHER = new FormFactor("other");

	@Override
	public String toString() {
		return this.value;
	}

}
