import { el, header, id, tell } from './app.js';
import { CityMap } from './city.js';

// the frames of Ably's protocol that matter here; an application would rather use ably-js
const [CONNECTED, DISCONNECTED, ERROR, ATTACH, MESSAGE] = [4, 6, 9, 10, 15];

const SHOWN = 12;

const AGAIN = 2000;

header();
const map = new CityMap(id('map'));
const { url, channel } = await (await fetch('/api/direct')).json();
let frames = 0;

/** A new token for each connection: it lives for some minutes only. */
async function token() {
	const answer = await fetch('/ably/token');
	if (!answer.ok) {
		throw new Error(`no token (${answer.status})`);
	}
	return answer.text();
}

function showToken(jwt) {
	const claims = JSON.parse(atob(jwt.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
	id('token').replaceChildren(
		...Object.entries(JSON.parse(claims['x-ably-capability'])).map(([name, operations]) =>
			el('li', { class: 'row' }, el('span', {}, `on ${name}`), el('strong', {}, operations.join(', ')))),
		el('li', { class: 'row' }, el('span', {}, 'until'), el('strong', {}, new Date(claims.exp * 1000).toLocaleTimeString())));
}

function showFrame(text) {
	frames++;
	id('frames-count').textContent = `${frames} so far`;
	id('frames').prepend(el('li', {}, el('code', {}, text)));
	while (id('frames').children.length > SHOWN) {
		id('frames').lastChild.remove();
	}
}

function received(socket, frame) {
	if (frame.action === CONNECTED) {
		tell(url, 0);
		socket.send(JSON.stringify({ action: ATTACH, channel, params: { rewind: '10' } }));
	}
	else if (frame.action === MESSAGE) {
		frame.messages.filter((message) => message.name === 'moved').forEach((message) => map.move(JSON.parse(message.data)));
	}
	else if (frame.action === DISCONNECTED || frame.action === ERROR) {
		socket.close();
	}
}

async function connect() {
	try {
		const jwt = await token();
		showToken(jwt);
		const socket = new WebSocket(`${url}?v=6&format=json&accessToken=${encodeURIComponent(jwt)}`);
		socket.onmessage = ({ data }) => {
			showFrame(data);
			received(socket, JSON.parse(data));
		};
		socket.onclose = () => again(1);
	}
	catch {
		again(2);
	}
}

function again(health) {
	tell(url, health);
	setTimeout(connect, AGAIN);
}

connect();
