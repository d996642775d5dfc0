const PAGES = [['/', 'Map'], ['/supervisor.html', 'Supervisor'], ['/operations.html', 'Operations'], ['/direct.html', 'Direct']];

export const STATUS = { ACCEPTED: 'accepted', PICKED_UP: 'picked up', NEARBY: 'nearby', DELIVERED: 'delivered' };

const STEPS = Object.keys(STATUS);

// white is readable on each of them
const COLOURS = ['#0f766e', '#475569', '#2158d8', '#b8430a', '#8b2fd6', '#b81557', '#47730f'];

const THEMES = { '': 'as the system', light: 'light', dark: 'dark' };

/** Makes an element; texts are never read as HTML. */
export function el(name, attributes = {}, ...children) {
	const element = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (key.startsWith('on')) {
			element.addEventListener(key.slice(2), value);
		}
		else if (value !== null && value !== undefined) {
			element.setAttribute(key, value);
		}
	}
	element.append(...children.filter((child) => child !== null && child !== undefined));
	return element;
}

export function svg(name, attributes = {}, ...children) {
	const element = document.createElementNS('http://www.w3.org/2000/svg', name);
	for (const [key, value] of Object.entries(attributes)) {
		element.setAttribute(key, value);
	}
	element.append(...children);
	return element;
}

export const id = (name) => document.getElementById(name);

export function colour(courier) {
	return COLOURS[courier.charCodeAt(0) % COLOURS.length];
}

export function time(instant) {
	return new Date(instant).toLocaleTimeString();
}

export function header() {
	const here = location.pathname === '/index.html' ? '/' : location.pathname;
	const links = PAGES.map(([href, text]) => el('a', { href, 'aria-current': href === here ? 'page' : null }, text));
	document.body.prepend(
		el('a', { class: 'skip', href: '#main' }, 'Skip to content'),
		el('header', {}, el('div', {},
			el('a', { class: 'brand', href: '/' }, el('img', { src: '/favicon.svg', alt: '' }), 'Delivery tracker'),
			el('nav', { 'aria-label': 'Pages' }, ...links),
			el('div', { class: 'tools' }, el('span', { id: 'link', class: 'badge dot warn', role: 'status' }, 'connecting'), themeButton()))));
}

function themeButton() {
	const button = el('button', { type: 'button', class: 'icon', onclick: next });
	button.append(svg('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('circle', { cx: 12, cy: 12, r: 9 }),
		svg('path', { d: 'M12 3a9 9 0 0 1 0 18z', fill: 'currentcolor' })));

	function next() {
		const names = Object.keys(THEMES);
		localStorage.setItem('theme', names[(names.indexOf(localStorage.getItem('theme') ?? '') + 1) % names.length]);
		tell();
	}

	function tell() {
		const chosen = localStorage.getItem('theme') ?? '';
		document.documentElement.style.colorScheme = chosen;
		button.setAttribute('aria-label', `Colours: ${THEMES[chosen] ?? THEMES['']}. Change`);
		button.title = `Colours: ${THEMES[chosen] ?? THEMES['']}`;
	}

	tell();
	return button;
}

/** How the streams of this page are doing; the worst of them is shown. */
const streams = new Map();

/** Shows the health of a stream: 0 for well, 1 for interrupted, 2 for gone. */
export function tell(url, health) {
	streams.set(url, health);
	const worst = Math.max(...streams.values());
	const link = id('link');
	const [text, tone] = [['live', 'good'], ['reconnecting', 'warn'], ['not available', 'bad']][worst];
	if (link.textContent !== text) {
		link.textContent = text;
		link.className = `badge dot ${tone}`;
	}
}

/**
 * Listens to a stream while the page can be seen: a browser has only some connections for all its tabs. It opens again
 * by itself when it ends, and begins anew then; that is when to forget what came before.
 */
export function stream(url, handlers, forget = () => {}) {
	let source = null;

	function open() {
		source = new EventSource(url);
		source.onopen = () => {
			tell(url, 0);
			forget();
		};
		source.onerror = ({ target }) => tell(url, target.readyState === EventSource.CLOSED ? 2 : 1);
		for (const [event, handle] of Object.entries(handlers)) {
			source.addEventListener(event, (message) => handle(JSON.parse(message.data)));
		}
	}

	function close() {
		source?.close();
		source = null;
	}

	function follow() {
		if (document.hidden) {
			close();
		}
		else if (!source) {
			open();
		}
	}

	document.addEventListener('visibilitychange', follow);
	addEventListener('pagehide', close);
	addEventListener('pageshow', follow);
	follow();
}

export async function post(url, body) {
	const answer = await fetch(url, {
		method: 'POST', headers: { 'Content-Type': 'application/json' }, body: body ? JSON.stringify(body) : undefined
	});
	if (!answer.ok) {
		throw new Error((await answer.json().catch(() => ({}))).message ?? `That did not work (${answer.status})`);
	}
}

export function badge(status) {
	const tone = { DELIVERED: 'good', NEARBY: 'warn' }[status] ?? 'info';
	return el('span', { class: `badge ${tone}` }, STATUS[status] ?? 'free');
}

/** How far an order has come, as four marks. */
export function progress(status, courier) {
	const reached = STEPS.indexOf(status);
	return el('span', { class: 'progress', 'aria-hidden': 'true', style: `--courier: ${colour(courier)}` },
		...STEPS.map((step, at) => el('i', { class: at <= reached ? 'done' : null })));
}

/** A courier with a name, and what there is to say of them. */
export function who(name, text) {
	return el('span', { class: 'who' },
		el('span', { class: 'avatar', 'aria-hidden': 'true', style: `--courier: ${colour(name)}` }, name[0]),
		el('span', {}, el('strong', {}, name), text ? el('span', { class: 'soft small' }, text) : null));
}

export function distance(report) {
	return report.target
		? Math.abs(report.position.x - report.target.x) + Math.abs(report.position.y - report.target.y) : 0;
}

export function blocks(count) {
	return count === 1 ? '1 block' : `${count} blocks`;
}
