// Publishes every payload over REST and over a realtime connection, reads what the server has for the same channels,
// and writes a line of JSON for each thing read.
'use strict';

const Ably = require('ably');
const fs = require('fs');

const task = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const results = process.argv[3];

function payload(described) {
  return described.kind === 'bytes' ? Buffer.from(described.value, 'base64') : described.value;
}

function described(data) {
  if (typeof data === 'string') {
    return { kind: 'text', value: data };
  }
  if (Buffer.isBuffer(data) || data instanceof ArrayBuffer || data instanceof Uint8Array) {
    return { kind: 'bytes', value: Buffer.from(data).toString('base64') };
  }
  return { kind: 'json', value: data };
}

function record(channel, how, message) {
  const line = { channel, how, encoding: message.encoding ?? null, ...described(message.data) };
  fs.appendFileSync(results, JSON.stringify(line) + '\n');
}

function options(way, port) {
  return {
    token: 'any',
    clientId: 'alice',
    useBinaryProtocol: way.binary,
    tls: false,
    port,
    endpoint: '127.0.0.1',
    transports: ['web_socket'],
    // on a slow machine it would give up, and send twice what is looked for once
    realtimeRequestTimeout: 120_000,
    httpRequestTimeout: 120_000,
    httpMaxRetryDuration: 120_000,
    webSocketConnectTimeout: 120_000,
    webSocketSlowTimeout: 120_000,
  };
}

async function rest(way) {
  const client = new Ably.Rest(options(way, task.httpPort));
  for (const [index, each] of task.payloads.entries()) {
    const name = way.name + '-' + index;
    const channel = client.channels.get(name, way.key ? { cipher: { key: way.key } } : {});
    await channel.publish('event', payload(each));
    record(name, 'history', (await channel.history()).items[0]);
    record(name, 'members', (await channel.presence.get()).items[0]);
  }
}

async function realtime(way) {
  const client = new Ably.Realtime(options(way, way.webSocketPort));
  for (const [index, each] of task.payloads.entries()) {
    const name = way.name + '-' + index;
    const channel = client.channels.get(name, way.key ? { cipher: { key: way.key } } : {});
    const received = Promise.all([
      new Promise((resolve) => channel.subscribe((message) => resolve(record(name, 'message', message)))),
      new Promise((resolve) => channel.presence.subscribe('update', (member) => resolve(record(name, 'member', member)))),
    ]);
    await channel.attach();
    await channel.publish('event', payload(each));
    await channel.presence.enter(payload(each));
    await received;
  }
  client.close();
}

setTimeout(() => {
  console.error('Not finished after three minutes');
  process.exit(2);
}, 180_000);

(async () => {
  for (const way of task.ways) {
    await rest(way);
    await realtime(way);
  }
})().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
