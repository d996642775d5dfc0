const PAGES = [['/', 'Map'], ['/supervisor.html', 'Supervisor'], ['/operations.html', 'Operations']];

export const STATUS = { ACCEPTED: 'accepted', PICKED_UP: 'picked up', NEARBY: 'nearby', DELIVERED: 'delivered' };

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

function svg(name, attributes, text) {
	const element = document.createElementNS('http://www.w3.org/2000/svg', name);
	for (const [key, value] of Object.entries(attributes)) {
		element.setAttribute(key, value);
	}
	if (text) {
		element.textContent = text;
	}
	return element;
}

export function header() {
	const here = location.pathname === '/index.html' ? '/' : location.pathname;
	const links = PAGES.map(([href, text]) => el('a', { href, 'aria-current': href === here ? 'page' : null }, text));
	document.body.prepend(
		el('a', { class: 'skip', href: '#main' }, 'Skip to content'),
		el('header', {}, el('strong', {}, 'Ably Spring sample'), el('nav', { 'aria-label': 'Pages' }, ...links),
			el('span', { id: 'link', role: 'status' }, 'connecting…')));
}

/**
 * Listens to a stream while the page can be seen: a browser has only some connections for all its tabs. It opens again
 * by itself when it ends, and begins anew then; that is when to forget what came before.
 */
export function stream(url, handlers, forget = () => {}) {
	const link = document.getElementById('link');
	let source = null;

	function tell(text, tone) {
		link.textContent = text;
		link.className = tone;
	}

	function open() {
		source = new EventSource(url);
		source.onopen = () => {
			tell('● live', 'good');
			forget();
		};
		source.onerror = ({ target }) => target.readyState === EventSource.CLOSED
			? tell('✕ not available', 'bad') : tell('○ reconnecting…', 'warn');
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
	const tone = status === 'DELIVERED' ? 'good' : status === 'NEARBY' ? 'warn' : '';
	return el('span', { class: `badge ${tone}` }, STATUS[status] ?? 'free');
}

/** The city, and who moves in it. */
export class CityMap {

	constructor(parent, { width = 16, height = 10 } = {}) {
		this.root = svg('svg', { class: 'map', viewBox: `-1 -1 ${width + 1} ${height + 1}`, role: 'img', 'aria-label': 'Map of the city with its couriers' });
		for (let x = 0; x < width; x++) {
			this.root.append(svg('line', { class: 'street', x1: x, x2: x, y1: 0, y2: height - 1 }));
		}
		for (let y = 0; y < height; y++) {
			this.root.append(svg('line', { class: 'street', x1: 0, x2: width - 1, y1: y, y2: y }));
		}
		this.couriers = new Map();
		parent.append(this.root);
	}

	move(report) {
		let known = this.couriers.get(report.courier);
		if (!known) {
			const group = svg('g', { class: 'courier' });
			group.append(svg('circle', { r: .45 }), svg('text', {}, report.courier[0]), svg('title', {}, report.courier));
			known = { group, target: svg('circle', { class: 'target', r: .3 }) };
			this.root.append(known.target, group);
			this.couriers.set(report.courier, known);
		}
		known.group.style.transform = `translate(${report.position.x}px, ${report.position.y}px)`;
		known.target.setAttribute('visibility', report.target ? 'visible' : 'hidden');
		if (report.target) {
			known.target.setAttribute('cx', report.target.x);
			known.target.setAttribute('cy', report.target.y);
		}
	}

	only(names) {
		for (const [name, { group, target }] of this.couriers) {
			group.style.opacity = names.includes(name) ? 1 : .25;
			target.style.opacity = names.includes(name) ? 1 : 0;
		}
	}

}

/** A line of the last minute's values; a gap (null) is red. */
export class Chart {

	constructor(parent, label) {
		this.values = [];
		this.label = label;
		this.root = svg('svg', { class: 'chart', viewBox: '0 0 60 30', preserveAspectRatio: 'none', role: 'img' });
		parent.append(this.root);
	}

	add(value) {
		this.values.push(value);
		this.values = this.values.slice(-60);
		const top = Math.max(1, ...this.values.filter((one) => one !== null));
		let path = '';
		let pen = 'M';
		const gaps = [];
		this.values.forEach((one, at) => {
			if (one === null) {
				gaps.push(svg('rect', { x: at - .5, y: 0, width: 1, height: 30 }));
				pen = 'M';
			}
			else {
				path += `${pen}${at} ${29 - 28 * one / top}`;
				pen = 'L';
			}
		});
		this.root.replaceChildren(...gaps, svg('path', { d: path || 'M0 0' }));
		this.root.setAttribute('aria-label', `${this.label}: now ${value ?? 'nothing'}, at most ${top}`);
	}

}
