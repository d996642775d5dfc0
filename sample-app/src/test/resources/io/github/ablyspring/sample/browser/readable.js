// What makes the page hard to read: texts with too little contrast (WCAG 1.4.3), controls without a name, sideways scrolling.

function parse(colour) {
	const numbers = colour.match(/[\d.]+/g).map(Number);
	const scale = colour.startsWith('color(') ? 255 : 1;
	return { rgb: numbers.slice(0, 3).map((value) => value * scale), alpha: numbers[3] ?? 1 };
}

function over(front, back) {
	return front.rgb.map((value, at) => value * front.alpha + back[at] * (1 - front.alpha));
}

function background(element) {
	const behind = element.parentElement ? background(element.parentElement) : [255, 255, 255];
	return over(parse(getComputedStyle(element).backgroundColor), behind);
}

function luminance(rgb) {
	const [r, g, b] = rgb.map((value) => value / 255)
		.map((value) => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4);
	return .2126 * r + .7152 * g + .0722 * b;
}

function contrast(element) {
	const behind = background(element);
	const [dark, light] = [luminance(over(parse(getComputedStyle(element).color), behind)), luminance(behind)].sort((a, b) => a - b);
	return (light + .05) / (dark + .05);
}

function visible(element) {
	return element.checkVisibility() && !element.closest('.away, .skip, .sr, [aria-hidden]');
}

const texts = [...document.querySelectorAll('body *')]
	.filter((element) => !element.closest('svg') && visible(element))
	.filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
const controls = [...document.querySelectorAll('a, button, input, [role=img], [tabindex="0"]')].filter(visible);
return {
	faint: texts.filter((element) => contrast(element) < 4.5 && !element.disabled)
		.map((element) => `${contrast(element).toFixed(2)}: ${element.textContent.trim()}`),
	nameless: controls.filter((element) => !(element.textContent.trim() || element.getAttribute('aria-label') || element.getAttribute('aria-labelledby')))
		.map((element) => element.outerHTML),
	tooWide: document.documentElement.scrollWidth > innerWidth
};
