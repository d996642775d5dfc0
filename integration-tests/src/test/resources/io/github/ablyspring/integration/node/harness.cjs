// What the scenarios have in common: clients of an emulator, something to wait with, and a report for the test that
// started this. A scenario is a module that exports an async function of these tools; it fails by throwing.
'use strict';

const Ably = require('ably');
const assert = require('assert');
const fs = require('fs');

const task = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const report = process.argv[3];
const clients = [];

// shorter than a test waits, so that one learns what was waited for
const patience = 45_000;

// only host, port, TLS and patience are changed: a client on a slow machine would give up, and say more than expected
function options(more = {}) {
  const credentials = 'authCallback' in more || 'token' in more ? {} : { key: task.key };
  return {
    ...credentials,
    restHost: task.host,
    realtimeHost: task.host,
    ...(task.tls ? { tlsPort: task.port } : { port: task.port, tls: false }),
    useBinaryProtocol: task.binary,
    logLevel: 0,
    realtimeRequestTimeout: patience,
    httpRequestTimeout: patience,
    httpMaxRetryDuration: patience,
    webSocketConnectTimeout: patience,
    webSocketSlowTimeout: patience,
    ...more,
  };
}

const tools = {
  Ably,
  assert,
  task,
  // channels of their own for each scenario
  name: (channel) => channel + '-' + task.run,
  options,
  rest: (more) => new Ably.Rest(options(more)),
  realtime(more) {
    const client = new Ably.Realtime(options(more));
    clients.push(client);
    return client;
  },
  async connected(more) {
    const client = tools.realtime(more);
    await tools.state(client.connection, 'connected');
    return client;
  },
  state: (emitter, state) =>
    emitter.state === state ? Promise.resolve() : new Promise((resolve) => emitter.once(state, resolve)),
  next: (emitter, event) => new Promise((resolve) => emitter.once(event, resolve)),
  inbox() {
    const items = [];
    const waiting = [];
    const put = (item) => {
      items.push(item);
      waiting.splice(0).forEach((look) => look());
    };
    // the next items that nobody has taken yet, in their order
    let taken = 0;
    put.next = async (count = 1) => {
      while (items.length < taken + count) {
        await new Promise((resolve) => waiting.push(resolve));
      }
      taken += count;
      return count === 1 ? items[taken - 1] : items.slice(taken - count, taken);
    };
    put.nextWhere = async (wanted) => {
      for (;;) {
        const item = await put.next();
        if (wanted(item)) {
          return item;
        }
      }
    };
    put.all = items;
    return put;
  },
  async failure(promise) {
    try {
      await promise;
    } catch (error) {
      return error;
    }
    throw new Error('It succeeded, though it should not have');
  },
  // lets something go wrong now, as a test in any language can
  async fault(action) {
    const response = await fetch(`http://${task.host}:${task.port}/_emulator/actions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(action),
    });
    assert.ok(response.ok, `The emulator does not do ${action.type}: ${response.status}`);
  },
  bytes: (data) => Array.from(Buffer.from(data)),
};

setTimeout(() => finish(new Error('Not finished after two minutes')), 120_000);

function finish(error) {
  fs.writeFileSync(report, JSON.stringify({ ok: !error, error: error ? String(error.stack ?? error) : null, ...tools.results }));
  clients.forEach((client) => client.close());
  process.exit(error ? 1 : 0);
}

process.on('unhandledRejection', (error) => finish(error));

// told to the test, beside whether the scenario succeeded
tools.results = {};

require(task.scenario)(tools).then(() => finish(null), finish);
