import { el, header, id, post, stream, time, who } from './app.js';

const REACTIONS = { like: '👍', thanks: '🙏', look: '👀' };

const SHOWN = 20;

const OCCUPANCY = {
	connections: 'connections', publishers: 'publishers', subscribers: 'subscribers', presenceConnections: 'connections with presence',
	presenceMembers: 'members present', presenceSubscribers: 'subscribers to presence'
};

header();
const items = new Map();

async function react(serial, name) {
	id('problem').textContent = '';
	try {
		await post('/api/feed/reactions', { serial, name });
	}
	catch (problem) {
		id('problem').textContent = problem.message;
	}
}

function item(news) {
	const counts = {};
	const buttons = Object.entries(REACTIONS).map(([name, sign]) => {
		const count = el('span', {});
		const button = el('button', { type: 'button', onclick: () => react(news.serial, name) },
			el('span', { 'aria-hidden': 'true' }, `${sign} `), el('span', { class: 'sr' }, `${name}: ${news.text} `), count);
		counts[name] = { button, count };
		return button;
	});
	const text = el('span', { class: 'who' }, el('span', {}, el('span', {}, news.text),
		el('span', { class: 'soft small' }, news.at ? time(news.at) : '')));
	return { element: el('li', { class: 'row' }, text, el('span', { class: 'reactions' }, ...buttons)), counts };
}

stream('/api/feed', {
	news(news) {
		let known = items.get(news.serial);
		if (!known) {
			known = item(news);
			items.set(news.serial, known);
			id('none').hidden = true;
			id('news').prepend(known.element);
			while (id('news').children.length > SHOWN) {
				id('news').lastChild.remove();
			}
		}
		for (const [name, { button, count }] of Object.entries(known.counts)) {
			count.textContent = news.reactions[name] ?? '';
			button.classList.toggle('some', Boolean(news.reactions[name]));
		}
	}
});

/** Leaves alone what would look the same: it may have the focus. */
function show(list, rows, make) {
	const text = JSON.stringify(rows);
	if (list.dataset.text !== text) {
		list.dataset.text = text;
		list.replaceChildren(...rows.map(make));
	}
}

stream('/api/events', {
	snapshot(state) {
		const reports = new Map(state.couriers.map((report) => [report.courier, report]));
		show(id('duty'), state.onDuty.map((name) => [name, reports.get(name)?.order]), ([name, order]) =>
			el('li', { class: 'row' }, who(name), order
				? el('a', { href: `order.html?id=${encodeURIComponent(order)}`, class: 'small' }, `Order ${order}`)
				: el('span', { class: 'soft small' }, 'free')));
		show(id('occupancy'), Object.entries(OCCUPANCY).filter(([name]) => name in state.occupancy)
			.map(([name, text]) => [text, String(state.occupancy[name])]), ([text, value]) =>
			el('li', { class: 'row' }, el('span', {}, text), el('strong', {}, value)));
	}
});
