import { badge, CityMap, el, header, stream } from './app.js';

header();
const map = new CityMap(document.getElementById('map'));
const list = document.getElementById('orders');
const orders = new Map();
let known = false;

function show(report) {
	if (!report.order) {
		return;
	}
	let item = orders.get(report.order);
	if (!item) {
		item = el('li', { class: 'row' });
		orders.set(report.order, item);
		list.prepend(item);
		while (list.children.length > 30) {
			list.lastChild.remove();
		}
	}
	if (item.dataset.status !== report.status) {
		item.dataset.status = report.status;
		const link = item.querySelector('a')
			?? el('a', { href: `order.html?id=${encodeURIComponent(report.order)}` }, `Order ${report.order} · ${report.courier}`);
		if (!link.isConnected) {
			item.append(link);
		}
		item.querySelector('.badge')?.remove();
		item.append(badge(report.status));
	}
}

stream('/api/events', {
	moved(report) {
		map.move(report);
		// before the first snapshot there is no telling which order is newer
		if (known) {
			show(report);
		}
	},
	snapshot(state) {
		known = true;
		state.couriers.forEach((report) => map.move(report));
		[...state.orders].reverse().forEach(show);
		map.only(state.onDuty);
		document.getElementById('duty').replaceChildren(
			...state.onDuty.map((name) => el('li', {}, el('span', { class: 'good' }, '● '), name)));
	}
});
