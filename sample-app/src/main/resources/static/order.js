import { badge, blocks, distance, el, header, id, post, STATUS, stream, time } from './app.js';
import { CityMap } from './city.js';

header();
const order = new URLSearchParams(location.search).get('id') ?? '';
const path = `/api/orders/${encodeURIComponent(order)}`;
id('number').textContent = order;
document.title = `Order ${order} – Ably Spring sample`;
const map = new CityMap(id('map'));
const times = {};
let status = null;

function showSteps() {
	const reached = Object.keys(STATUS).indexOf(status);
	id('steps').replaceChildren(...Object.entries(STATUS).map(([step, text], at) => el('li', {
		class: at <= reached ? 'done' : null, 'aria-current': at === reached ? 'step' : null
	}, text, el('small', {}, times[step] ? time(times[step]) : ''))));
}

function show(report) {
	if (report.order !== order || status === 'DELIVERED') {
		return;
	}
	map.move(report);
	if (status !== report.status) {
		status = report.status;
		id('status').replaceChildren(badge(status));
		showSteps();
	}
	const left = distance(report);
	const where = { ACCEPTED: `goes to fetch it, ${blocks(left)} away from the shop`, DELIVERED: 'has brought it. Enjoy!' };
	id('about').textContent = `${report.courier} ${where[status] ?? `is on the way, ${blocks(left)} away from you`}`;
}

async function peek() {
	const messages = await (await fetch(`${path}/chat/wire`)).json();
	id('encrypted').replaceChildren(...messages.map((message) =>
		el('li', {}, el('code', {}, `${message.encoding}: ${message.data}`))));
}

function follow() {
	stream('/api/events', { moved: show, snapshot: (state) => state.orders.forEach(show) });
	stream(`${path}/steps`, {
		step(step) {
			times[step.status] = step.at;
			showSteps();
		}
	});
	stream(`${path}/chat`, {
		chat(message) {
			id('chat').append(el('li', { class: message.from === 'You' ? 'mine' : null }, el('strong', {}, message.from), message.text));
			id('chat').scrollTop = id('chat').scrollHeight;
			if (id('wire').open) {
				peek();
			}
		}
	}, () => id('chat').replaceChildren());
}

id('wire').addEventListener('toggle', () => id('wire').open && peek());
id('write').addEventListener('submit', async (event) => {
	event.preventDefault();
	const text = id('text').value;
	id('text').value = '';
	id('problem').textContent = '';
	try {
		await post(`${path}/chat`, { from: 'You', text });
	}
	catch (problem) {
		id('problem').textContent = problem.message;
		id('text').value = text;
	}
});

showSteps();
const known = await fetch(path);
if (known.ok) {
	show(await known.json());
	follow();
}
else {
	id('order').hidden = true;
	id('unknown').hidden = false;
	id('link').hidden = true;
}
