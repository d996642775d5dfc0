import { Chart, el, header, post, stream } from './app.js';

header();
const id = (name) => document.getElementById(name);
const TEXTS = {
	DROP: 'Cut the line', FORGET: 'Cut the line and forget the connection', OUTAGE: 'Outage for 8 s',
	REFUSE_REST: 'Refuse REST for 8 s', EXPIRE_TOKEN: 'Let the token expire'
};
const charts = Object.fromEntries(['received', 'published', 'latency', 'rest']
	.map((name) => [name, new Chart(id(`${name}-chart`), name)]));
let before = null;

function tone(state) {
	return state === 'CONNECTED' ? 'good' : ['FAILED', 'SUSPENDED', 'CLOSED'].includes(state) ? 'bad' : 'warn';
}

function state(name) {
	id('connection').textContent = name.toLowerCase();
	id('connection').className = `badge ${tone(name)}`;
}

function chart(name, value, text = String(value)) {
	charts[name].add(value);
	id(name).textContent = text;
}

stream('/api/operations/events', {
	state(entry) {
		state(entry.current);
		id('states').prepend(el('li', {},
			el('span', { class: 'soft' }, `${new Date(entry.at).toLocaleTimeString()} `),
			el('span', { class: tone(entry.current) }, entry.current.toLowerCase()),
			entry.reason ? el('span', { class: 'soft' }, ` ${entry.reason}`) : null));
	},
	sample(sample) {
		state(sample.connection);
		id('connection-id').textContent = sample.connectionId ?? '';
		if (before) {
			chart('received', Math.max(0, sample.received - before.received));
			chart('published', Math.max(0, sample.published - before.published),
				`${Math.max(0, sample.published - before.published)}${sample.failed ? ` (${sample.failed} failed so far)` : ''}`);
		}
		chart('latency', sample.latency);
		chart('rest', sample.rest, sample.restError ?? String(sample.rest));
		before = sample;
	}
}, () => id('states').replaceChildren());

const about = await (await fetch('/api/operations')).json();
id('about').textContent = about.breakable
	? 'The embedded server misbehaves on request. Watch the connection recover.'
	: 'This application talks to Ably itself, which cannot be broken from here.';
id('breakages').replaceChildren(...about.breakages.map((name) => el('button', {
	type: 'button', disabled: about.breakable ? null : '', async onclick() {
		id('problem').textContent = '';
		try {
			await post(`/api/operations/break/${name}`);
		}
		catch (problem) {
			id('problem').textContent = problem.message;
		}
	}
}, TEXTS[name] ?? name)));
