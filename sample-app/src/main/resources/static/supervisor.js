import { el, header, post, stream } from './app.js';

header();
const REACTIONS = { like: '👍', thanks: '🙏', look: '👀' };
const id = (name) => document.getElementById(name);
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
		counts[name] = el('span', {});
		return el('button', { type: 'button', 'aria-label': `${name}: ${news.text}`, onclick: () => react(news.serial, name) },
			`${sign} `, counts[name]);
	});
	const element = el('li', { class: 'row' }, el('span', {}, news.text), el('span', {}, ...buttons));
	return { element, counts };
}

stream('/api/feed', {
	news(news) {
		let known = items.get(news.serial);
		if (!known) {
			known = item(news);
			items.set(news.serial, known);
			id('news').prepend(known.element);
			while (id('news').children.length > 20) {
				id('news').lastChild.remove();
			}
		}
		for (const [name, count] of Object.entries(known.counts)) {
			count.textContent = news.reactions[name] ?? '';
		}
	}
});

stream('/api/events', {
	snapshot(state) {
		id('duty').replaceChildren(...state.onDuty.map((name) => el('li', {}, el('span', { class: 'good' }, '● '), name)));
		id('occupancy').replaceChildren(...Object.entries(state.occupancy)
			.map(([name, value]) => el('li', { class: 'row' }, name, el('strong', {}, String(value)))));
	}
});
