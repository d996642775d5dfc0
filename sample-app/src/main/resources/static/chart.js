import { el, svg } from './app.js';

const SPAN = 120;

const HEIGHT = 30;

/** A line of the last two minutes; where there is no value (null) is a gap. */
export class Chart {

	constructor(parent, label, unit = '') {
		this.values = [];
		this.label = label;
		this.unit = unit;
		this.root = svg('svg', { viewBox: `0 0 ${SPAN - 1} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label });
		this.scale = el('span', { 'aria-hidden': 'true' });
		parent.classList.add('chart');
		parent.append(this.root, this.scale);
		parent.after(el('div', { class: 'axis', 'aria-hidden': 'true' }, el('span', {}, '2 min ago'), el('span', {}, 'now')));
	}

	add(value) {
		this.values = [...this.values, value].slice(-SPAN);
		const most = Math.max(0, ...this.values.filter((one) => one !== null));
		const top = nice(most);
		const first = SPAN - this.values.length;
		const gaps = [];
		let line = '';
		let area = '';
		let start = null;
		this.values.forEach((one, at) => {
			const x = first + at;
			if (one === null) {
				gaps.push(svg('rect', { class: 'gap', x: x - .5, y: 0, width: 1, height: HEIGHT }));
			}
			else {
				const y = HEIGHT - (HEIGHT - 1) * one / top;
				if (start === null) {
					start = x;
					area += `M${x} ${HEIGHT}`;
				}
				line += `${start === x ? 'M' : 'L'}${x} ${y}`;
				area += `L${x} ${y}`;
			}
			const next = this.values[at + 1];
			if (start !== null && (next === null || next === undefined)) {
				area += `L${x} ${HEIGHT}Z`;
				start = null;
			}
		});
		this.root.replaceChildren(svg('path', { class: 'grid', d: `M0 ${1}H${SPAN}M0 ${HEIGHT / 2}H${SPAN}` }), ...gaps,
			svg('path', { class: 'area', d: area || 'M0 0' }), svg('path', { class: 'line', d: line || 'M0 0' }));
		this.scale.textContent = `${top} ${this.unit}`;
		this.root.setAttribute('aria-label',
			`${this.label}, the last two minutes: now ${value === null ? 'nothing' : value + ' ' + this.unit}, at most ${most} ${this.unit}`);
	}

}

/** The next round number. */
function nice(value) {
	const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
	return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value);
}

/** The states of the last two minutes, as a ribbon of colours. */
export class Ribbon {

	constructor(parent, label) {
		this.states = [];
		this.label = label;
		this.cells = Array.from({ length: SPAN }, () => el('i'));
		this.root = el('div', { class: 'ribbon', role: 'img', 'aria-label': label }, ...this.cells);
		parent.append(this.root, el('div', { class: 'axis', 'aria-hidden': 'true' }, el('span', {}, '2 min ago'), el('span', {}, 'now')));
	}

	add(state, tone) {
		this.states = [...this.states, { state, tone }].slice(-SPAN);
		const first = SPAN - this.states.length;
		this.states.forEach((one, at) => {
			this.cells[first + at].className = one.tone;
			this.cells[first + at].title = one.state;
		});
		const seen = [...new Set(this.states.map((one) => one.state))];
		this.root.setAttribute('aria-label', `${this.label}, the last two minutes: now ${state}; seen: ${seen.join(', ')}`);
	}

}
