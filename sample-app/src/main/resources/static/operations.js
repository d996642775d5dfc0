import { el, header, id, post, stream, svg, time } from './app.js';
import { Chart, Ribbon } from './chart.js';

const BREAKAGES = {
	DROP: ['Cut the line', 'The connection comes back and goes on where it was.', 'M2 12h6M16 12h6M9 5l6 14'],
	FORGET: ['Cut the line and forget it', 'A new connection takes over; channels attach again.', 'M2 12h4M18 12h4M8 8l8 8M16 8l-8 8'],
	OUTAGE: ['Outage for 8 seconds', 'Nothing can be reached. Publishes queue and go out afterwards.', 'M12 3v9M6.3 6.3a8 8 0 1 0 11.4 0'],
	REFUSE_REST: ['Refuse REST for 8 seconds', 'Realtime goes on. The circuit opens, is probed, and closes.', 'M5 5l14 14M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18'],
	EXPIRE_TOKEN: ['Let the token expire', 'The client gets a new one and goes on.', 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18']
};

const CHARTS = {
	received: ['Messages received', 'a second'],
	published: ['Messages published', 'a second'],
	delivery: ['From Ably to the listener', 'ms'],
	listener: ['In the listener', 'ms'],
	publish: ['Until a publish is acknowledged', 'ms'],
	rest: ['REST request', 'ms']
};

header();
const charts = {};
const ribbon = new Ribbon(id('ribbon'), 'State of the connection');
const circuitRibbon = new Ribbon(id('circuit-ribbon'), 'State of the circuit breaker');
let before = null;
let broken = null;

for (const [name, [title, unit]] of Object.entries(CHARTS)) {
	const figure = el('b', {}, '–');
	const note = el('span', { class: 'problem' });
	const plot = el('div', {});
	id('charts').append(el('section', { class: 'card', 'aria-labelledby': `${name}-title` },
		el('h2', { id: `${name}-title` }, title), el('p', { class: 'figure' }, figure, el('span', { class: 'soft small' }, unit), note),
		el('div', {}, plot)));
	charts[name] = { chart: new Chart(plot, title, unit), figure, note };
}

function tone(state) {
	return state === 'CONNECTED' ? 'good' : ['FAILED', 'SUSPENDED', 'CLOSED'].includes(state) ? 'bad' : 'warn';
}

function circuitTone(state) {
	return { CLOSED: 'good', OPEN: 'bad', HALF_OPEN: 'warn' }[state] ?? '';
}

function words(state) {
	return state.toLowerCase().replace('_', '-');
}

function mark(badge, state, tone) {
	if (badge.textContent !== words(state)) {
		badge.textContent = words(state);
		badge.className = `badge dot ${tone}`;
	}
}

function state(name) {
	mark(id('connection'), name, tone(name));
}

/** What was counted since the last sample. */
function since(name, sample) {
	return Math.max(0, sample[name] - before[name]);
}

/** The mean of what was timed since the last sample; nothing when there was nothing. */
function mean(name, sample) {
	const count = sample[name].count - before[name].count;
	return count > 0 ? Math.round((sample[name].millis - before[name].millis) / count * 10) / 10 : null;
}

function chart(name, value, note = '') {
	charts[name].chart.add(value);
	charts[name].figure.textContent = value ?? '–';
	charts[name].note.textContent = note;
}

function waiting({ pending, failed }) {
	return [pending ? `${pending} waiting` : '', failed ? `${failed} failed so far` : ''].filter(Boolean).join(', ');
}

/** Tells how long it took to get over what was broken. */
function recover(well, realtime) {
	if (!broken || broken.realtime !== realtime) {
		return;
	}
	if (!well) {
		broken.seen = true;
	}
	else if (broken.seen) {
		id('recovery').textContent = `Recovered after ${((performance.now() - broken.at) / 1000).toFixed(1)} s.`;
		broken = null;
	}
}

async function breakIt(name) {
	id('problem').textContent = '';
	id('recovery').textContent = 'Broken. Recovering…';
	broken = { at: performance.now(), seen: false, realtime: name !== 'REFUSE_REST' };
	try {
		await post(`/api/operations/break/${name}`);
	}
	catch (problem) {
		broken = null;
		id('recovery').textContent = '';
		id('problem').textContent = problem.message;
	}
}

stream('/api/operations/events', {
	state(entry) {
		state(entry.current);
		recover(entry.current === 'CONNECTED', true);
		id('states').prepend(el('li', {},
			el('span', { class: 'soft' }, `${time(entry.at)} `),
			el('strong', { class: `tone ${tone(entry.current)}` }, entry.previous === entry.current ? 'renewed' : entry.current.toLowerCase()),
			entry.reason ? el('span', { class: 'soft' }, ` ${entry.reason}`) : null));
	},
	sample(sample) {
		state(sample.connection);
		ribbon.add(sample.connection.toLowerCase(), tone(sample.connection));
		id('connection-id').textContent = sample.connectionId ?? '';
		const circuit = sample.circuit?.toUpperCase().replace('-', '_') ?? 'UNKNOWN';
		mark(id('circuit'), circuit, circuitTone(circuit));
		circuitRibbon.add(words(circuit), circuitTone(circuit));
		id('rest-error').textContent = sample.restError ?? '';
		if (before) {
			chart('received', since('received', sample));
			chart('published', since('published', sample), waiting(sample));
			for (const name of ['delivery', 'listener', 'publish', 'rest']) {
				chart(name, mean(name, sample));
			}
		}
		recover(!sample.restError && ['CLOSED', 'UNKNOWN'].includes(circuit), false);
		before = sample;
	}
}, () => id('states').replaceChildren());

const about = await (await fetch('/api/operations')).json();
id('about').textContent = about.breakable
	? 'The embedded server misbehaves on request. Watch the connection recover.'
	: 'This application talks to Ably itself, which cannot be broken from here.';
id('breakages').replaceChildren(...about.breakages.map((name) => {
	const [title, text, drawing] = BREAKAGES[name] ?? [name, '', ''];
	return el('button', { type: 'button', id: name, disabled: about.breakable ? null : '', onclick: () => breakIt(name) },
		svg('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: drawing })), el('span', {}, title), el('small', {}, text));
}));
