import { badge, CityMap, el, header, post, stream } from './app.js';

header();
const order = new URLSearchParams(location.search).get('id') ?? '';
const path = `/api/orders/${encodeURIComponent(order)}`;
const id = (name) => document.getElementById(name);
id('number').textContent = order;
document.title = `Order ${order} – Ably Spring sample`;
const map = new CityMap(id('map'));
let done = false;

function show(report) {
	if (report.order === order && !done) {
		map.move(report);
		id('status').replaceChildren(badge(report.status));
		done = report.status === 'DELIVERED';
	}
}

stream('/api/events', { moved: show, snapshot: (state) => state.orders.forEach(show) });

stream(`${path}/steps`, {
	step(step) {
		id('steps').append(el('li', { class: 'row' }, `${step.courier} at ${step.position.x}/${step.position.y}`, badge(step.status)));
	}
}, () => id('steps').replaceChildren());

stream(`${path}/chat`, {
	chat(message) {
		id('chat').append(el('li', {}, el('strong', {}, `${message.from}: `), message.text));
		id('chat').scrollTop = id('chat').scrollHeight;
		if (id('wire').open) {
			peek();
		}
	}
}, () => id('chat').replaceChildren());

async function peek() {
	const messages = await (await fetch(`${path}/chat/wire`)).json();
	id('encrypted').replaceChildren(...messages.map((message) =>
		el('li', {}, el('code', {}, `${message.encoding}: ${message.data}`))));
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
