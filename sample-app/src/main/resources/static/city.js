import { colour, svg } from './app.js';

const TRAIL = 9;

// where the water is, and the parks: [from x, from y, to x, to y]
const PARKS = [[2, 2, 4, 3], [13, 6, 14, 7], [6, 7, 6, 8], [8, 0, 8, 0]];

function river(y) {
	return 10 + Math.round(1.3 * Math.sin(y / 2.1));
}

function inPark(x, y) {
	return PARKS.some(([fromX, fromY, toX, toY]) => x >= fromX && x <= toX && y >= fromY && y <= toY);
}

/** The same number for the same block, always. */
function dice(x, y, sides) {
	return Math.abs(Math.imul(x * 73 + 11, y * 151 + 7) >> 2) % sides;
}

function rect(type, x, y, width, height) {
	return svg('rect', { class: type, x, y, width, height, rx: .07 });
}

function block(x, y) {
	const [left, top, size] = [x + .16, y + .16, .68];
	if (x === river(y)) {
		return [rect('water', left - .08, top - .08, size + .16, size + .16)];
	}
	if (inPark(x, y)) {
		const trees = [[.3, .32], [.68, .42], [.42, .7]]
			.map(([dx, dy]) => svg('circle', { class: 'tree', cx: x + dx, cy: y + dy, r: .09 + .02 * dice(x, y, 3) }));
		return [rect('park', left - .08, top - .08, size + .16, size + .16), ...trees];
	}
	const half = (size - .06) / 2;
	const type = dice(x, y, 2) ? 'house' : 'house b';
	return [
		() => [rect(type, left, top, size, size)],
		() => [rect(type, left, top, half, size), rect('house', left + half + .06, top, half, size)],
		() => [rect('house', left, top, size, half), rect(type, left, top + half + .06, size, half)],
		() => [rect(type, left, top, half, half), rect('house', left + half + .06, top, half, half),
			rect('house b', left, top + half + .06, size, half)]
	][dice(y, x, 4)]();
}

/** The crossings that a courier will pass, who always goes along the longer side. */
function route(from, to) {
	const points = [`${from.x},${from.y}`];
	let { x, y } = from;
	while (x !== to.x || y !== to.y) {
		if (Math.abs(to.x - x) >= Math.abs(to.y - y)) {
			x += Math.sign(to.x - x);
		}
		else {
			y += Math.sign(to.y - y);
		}
		points.push(`${x},${y}`);
	}
	return points.join(' ');
}

/** The city, and who moves in it. */
export class CityMap {

	constructor(parent, { width = 16, height = 10 } = {}) {
		this.root = svg('svg', { class: 'map', viewBox: `-.62 -1.05 ${width + .24} ${height + .67}`, role: 'img', 'aria-label': 'Map of the city with its couriers' });
		for (let y = -1; y < height; y++) {
			for (let x = -1; x < width; x++) {
				this.root.append(...block(x, y));
			}
		}
		this.below = svg('g');
		this.above = svg('g');
		this.pins = svg('g');
		this.root.append(this.below, this.pins, this.above);
		this.couriers = new Map();
		parent.append(this.root);
	}

	move(report) {
		const { courier, position, target } = report;
		const known = this.couriers.get(courier) ?? this.#add(courier, position);
		const last = known.passed.at(-1);
		if (last.x !== position.x || last.y !== position.y) {
			known.passed = [...known.passed, position].slice(-TRAIL);
		}
		known.group.style.transform = `translate(${position.x}px, ${position.y}px)`;
		known.group.dataset.at = `${position.x}/${position.y}`;
		known.trail.setAttribute('points', known.passed.map(({ x, y }) => `${x},${y}`).join(' '));
		known.route.setAttribute('points', target ? route(position, target) : '');
		known.pin.style.display = target ? '' : 'none';
		if (target) {
			known.pin.setAttribute('transform', `translate(${target.x} ${target.y})`);
		}
	}

	#add(courier, position) {
		const colours = { style: `--courier: ${colour(courier)}` };
		const known = {
			passed: [position],
			trail: svg('polyline', { class: 'trail' }),
			route: svg('polyline', { class: 'route' }),
			pin: svg('g', { class: 'pin', ...colours }, svg('path', { d: 'M0 0C-.1-.22-.36-.4-.36-.7a.36.36 0 1 1 .72 0C.36-.4.1-.22 0 0Z' }),
				svg('circle', { cy: -.7, r: .14 })),
			marks: svg('g', colours),
			group: svg('g', { class: 'courier', 'data-courier': courier, ...colours }, svg('title', {}, courier),
				svg('circle', { class: 'halo', r: .62 }), svg('circle', { class: 'disc', r: .42 }), svg('text', {}, courier[0]))
		};
		known.marks.append(known.trail, known.route);
		this.below.append(known.marks);
		this.pins.append(known.pin);
		this.above.append(known.group);
		this.couriers.set(courier, known);
		return known;
	}

	/** Those who are on duty; the others are only hinted at. */
	onDuty(names) {
		for (const [name, { group, marks, pin }] of this.couriers) {
			const away = !names.includes(name);
			group.classList.toggle('away', away);
			marks.style.display = away ? 'none' : '';
			pin.style.visibility = away ? 'hidden' : '';
			const layer = away ? this.below : this.above;
			if (group.parentNode !== layer) {
				layer.append(group);
			}
		}
	}

}
