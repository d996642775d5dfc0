// What a client does over one transport. Arguments: port, key, transport.
'use strict';
const assert = require('assert');
const http = require('http');
const path = require('path');

const [port, key, transport] = process.argv.slice(2);

// as much of a browser as the client needs to poll there
class XMLHttpRequest {
  constructor() {
    Object.assign(this, { readyState: 0, status: 0, withCredentials: false, responseText: '', headers: {} });
  }

  open(method, uri) {
    this.method = method;
    this.uri = uri;
  }

  setRequestHeader(name, value) {
    this.headers[name] = value;
  }

  getResponseHeader(name) {
    return this.answer ? this.answer.headers[name.toLowerCase()] ?? null : null;
  }

  getAllResponseHeaders() {
    return Object.entries(this.answer.headers).map(([name, value]) => `${name}: ${value}`).join('\r\n');
  }

  send(body) {
    this.request = http.request(this.uri, { method: this.method, headers: this.headers }, (answer) => {
      this.answer = answer;
      this.status = answer.statusCode;
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => {
        this.responseText = this.response = Buffer.concat(chunks).toString();
        this.readyState = 4;
        this.onreadystatechange?.();
      });
    });
    this.request.on('error', () => this.onerror?.({ type: 'error' }));
    this.request.end(body);
  }

  abort() {
    this.onerror = this.onreadystatechange = null;
    this.request?.destroy();
  }
}

function load() {
  if (transport !== 'xhr_polling') {
    return require('ably');
  }
  globalThis.XMLHttpRequest = XMLHttpRequest;
  globalThis.window = globalThis;
  return require(path.join(process.env.NODE_PATH, 'ably/build/ably.js'));
}

const Ably = load();

const common = {
  endpoint: '127.0.0.1', port: Number(port), tls: false, useBinaryProtocol: false, transports: [transport],
  // on a slow machine it would give up, and go other ways
  realtimeRequestTimeout: 45000, httpRequestTimeout: 45000, httpMaxRetryDuration: 45000,
  webSocketConnectTimeout: 45000, webSocketSlowTimeout: 45000,
};

function client(options) {
  return new Ably.Realtime({ ...common, ...options });
}

function transportOf(realtime) {
  return realtime.connection.connectionManager.activeProtocol.getTransport();
}

async function until(condition) {
  const end = Date.now() + 60000;
  while (!condition()) {
    assert.ok(Date.now() < end, `never: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function messages(alice) {
  const channel = alice.channels.get('persisted:news');
  const heard = [];
  await channel.subscribe((message) => heard.push(message.data));
  for (let i = 0; i < 20; i++) {
    await channel.publish('one by one', i.toString());
  }
  await Promise.all([...Array(200).keys()].map((i) => channel.publish('at once', (20 + i).toString())));
  await until(() => heard.length === 220);
  assert.deepStrictEqual(heard, [...Array(220).keys()].map(String));
  assert.strictEqual((await channel.history({ limit: 7 })).items.length, 7);

  const bytes = Buffer.from([0, 1, 254, 255]);
  const large = 'x'.repeat(60000);
  const object = { a: [1, { b: null }] };
  for (const data of [bytes, large, object]) {
    await channel.publish('kinds', data);
  }
  await until(() => heard.length === 223);
  assert.ok(bytes.equals(Buffer.from(heard[220])));
  assert.strictEqual(heard[221], large);
  assert.deepStrictEqual(heard[222], object);
}

async function encryption(alice) {
  const cipher = { key: await Ably.Realtime.Crypto.generateRandomKey() };
  const channel = alice.channels.get('secret', { cipher });
  const heard = [];
  await channel.subscribe((message) => heard.push(message.data));
  await channel.publish('e', { secret: true });
  await until(() => heard.length === 1);
  assert.deepStrictEqual(heard[0], { secret: true });
}

async function presence(alice, bob) {
  await bob.channels.get('room').presence.enter('here');
  const members = await alice.channels.get('room').presence.get();
  assert.deepStrictEqual(members.map((member) => [member.clientId, member.data]), [['bob', 'here']]);
}

async function resume(alice, bob) {
  const id = alice.connection.id;
  const heard = [];
  await alice.channels.get('persisted:gap').subscribe((message) => heard.push(message.name));
  const publisher = bob.channels.get('persisted:gap');
  await publisher.publish('before', '');
  await until(() => heard.length === 1);
  transportOf(alice).disconnect();
  await publisher.publish('meanwhile', '');
  await alice.connection.whenState('connected');
  await publisher.publish('after', '');
  await until(() => heard.length === 3);
  assert.deepStrictEqual(heard, ['before', 'meanwhile', 'after']);
  assert.strictEqual(alice.connection.id, id);
}

async function tokens() {
  const rest = new Ably.Rest({ ...common, key, transports: undefined });
  let asked = 0;
  const carol = client({
    authCallback: (params, callback) => {
      asked++;
      // the first is over soon
      const ttl = asked === 1 ? 3000 : 3600000;
      rest.auth.requestToken({ ...params, clientId: 'carol', ttl }).then((token) => callback(null, token), callback);
    },
  });
  await carol.connection.once('connected');
  const channel = carol.channels.get('tokens');
  await channel.attach();
  await until(() => asked >= 2);
  await carol.connection.whenState('connected');
  await channel.publish('with another token', '');
  await carol.auth.authorize();
  await channel.publish('with a third one', '');
  return carol;
}

async function refusal() {
  const { reason } = await client({ key: key.slice(0, -1) }).connection.once('failed');
  assert.strictEqual(reason.code, 40101);
}

(async () => {
  const alice = client({ key, clientId: 'alice' });
  const bob = client({ key, clientId: 'bob' });
  await Promise.all([alice, bob].map((realtime) => realtime.connection.whenState('connected')));
  assert.strictEqual(transportOf(alice).shortName, transport);
  await messages(alice);
  await encryption(alice);
  await presence(alice, bob);
  assert.ok((await alice.connection.ping()) >= 0);
  await resume(alice, bob);
  const carol = await tokens();
  await refusal();
  for (const realtime of [alice, bob, carol]) {
    realtime.close();
    await realtime.connection.whenState('closed');
  }
  process.exit(0);
})().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
