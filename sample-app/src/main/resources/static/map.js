import { badge, blocks, distance, el, header, id, progress, STATUS, stream, who } from './app.js';
import { CityMap } from './city.js';

const SHOWN_ORDERS = 30;

const RATE_OVER = 5000;

header();
const map = new CityMap(id('map'));
const orders = new Map();
const couriers = new Map();
const arrivals = [];
let onDuty = [];
let known = false;

function showOrder(report) {
	if (!report.order) {
		return;
	}
	let item = orders.get(report.order);
	if (!item) {
		item = el('li', { class: 'row' });
		orders.set(report.order, item);
		id('orders').prepend(item);
		while (id('orders').children.length > SHOWN_ORDERS) {
			id('orders').lastChild.remove();
		}
	}
	if (item.dataset.status !== report.status) {
		item.dataset.status = report.status;
		// the link stays the same element, or it would lose the focus
		const link = item.querySelector('a') ?? el('a', { class: 'order', href: `order.html?id=${encodeURIComponent(report.order)}` },
			el('strong', {}, `Order ${report.order}`), el('span', { class: 'soft small' }, report.courier));
		if (!link.isConnected) {
			item.append(link, el('span', { class: 'who' }));
		}
		item.lastChild.replaceChildren(progress(report.status, report.courier), badge(report.status));
	}
}

function doing(report) {
	if (!onDuty.includes(report.courier)) {
		return 'has a break';
	}
	if (!report.order) {
		return 'is free';
	}
	const verb = { ACCEPTED: 'fetches', DELIVERED: 'has delivered' }[report.status] ?? 'brings';
	return `${verb} order ${report.order}`;
}

function showCourier(report) {
	couriers.set(report.courier, report);
	let item = id('couriers').querySelector(`[data-courier="${CSS.escape(report.courier)}"]`);
	if (!item) {
		item = el('li', { class: 'row', 'data-courier': report.courier });
		const after = [...id('couriers').children].find((other) => other.dataset.courier > report.courier);
		id('couriers').insertBefore(item, after ?? null);
	}
	const left = onDuty.includes(report.courier) ? distance(report) : 0;
	const text = `${doing(report)} ${left}`;
	if (item.dataset.text !== text) {
		item.dataset.text = text;
		item.classList.toggle('away', !onDuty.includes(report.courier));
		item.replaceChildren(who(report.courier, doing(report)), left ? el('span', { class: 'soft small' }, blocks(left)) : '');
	}
}

function count() {
	const from = performance.now() - RATE_OVER;
	while (arrivals.length && arrivals[0] < from) {
		arrivals.shift();
	}
	id('rate').textContent = (arrivals.length * 1000 / RATE_OVER).toFixed(1);
}

stream('/api/events', {
	moved(report) {
		arrivals.push(performance.now());
		map.move(report);
		// before the first snapshot there is no telling which order is newer
		if (known) {
			showOrder(report);
			showCourier(report);
		}
	},
	snapshot(state) {
		known = true;
		onDuty = state.onDuty;
		state.couriers.forEach((report) => map.move(report));
		state.couriers.forEach(showCourier);
		[...state.orders].reverse().forEach(showOrder);
		map.onDuty(onDuty);
		id('duty-count').textContent = onDuty.length;
		id('way-count').textContent = state.orders.filter((report) => report.status !== 'DELIVERED').length;
		id('delivered-count').textContent = state.delivered;
		id('map').firstChild.setAttribute('aria-label', `Map of the city. ${state.couriers
			.map((report) => `${report.courier}: ${report.order ? STATUS[report.status] : 'free'}, at ${report.position.x}/${report.position.y}`).join('; ')}`);
	}
}, () => { arrivals.length = 0; });
setInterval(count, 1000);
