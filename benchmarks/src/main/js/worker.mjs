// The same measurements as Measurement.java, done by npm's ably. Arguments: measurement format port module-folder
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const [measurement, format, port, modules] = process.argv.slice(2);
const Ably = createRequire(`${modules}/package.json`)('ably');

const report = (metric, value, unit) => console.log(`RESULT ${metric} ${value.toFixed(4)} ${unit}`);
const now = () => process.hrtime.bigint();
const millisSince = (start) => Number(now() - start) / 1e6;
const cpuMicros = () => { const { user, system } = process.cpuUsage(); return user + system; };

const open = () => new Ably.Realtime({
  token: 'token', clientId: 'bench', endpoint: '127.0.0.1', port: Number(port), tls: false, autoConnect: false,
  useBinaryProtocol: format === 'msgpack', logLevel: 0, transports: ['web_socket'], fallbackHosts: [],
});

async function connected() {
  const client = open();
  client.connect();
  await client.connection.whenState('connected');
  return client;
}

class Tally {
  constructor(expected) {
    this.expected = expected;
    this.received = this.lost = this.doubled = 0;
    this.next = 0;
    this.latencies = [];
    this.complete = new Promise((resolve) => { this.resolve = resolve; });
  }

  accept(message) {
    const number = Number(message.data.slice(0, 19));
    if (number < this.next) {
      this.doubled++;
      return;
    }
    this.lost += number - this.next;
    this.next = number + 1;
    if (this.timed) this.latencies.push(Number(now() - BigInt(message.data.slice(19, 38))) / 1000);
    if (++this.received + this.lost >= this.expected) this.resolve();
  }
}

async function flood(client, channel, count) {
  const tally = new Tally(count);
  await client.channels.get(channel).subscribe((message) => tally.accept(message));
  await tally.complete;
  if (tally.lost + tally.doubled > 0) throw new Error(`${tally.lost} lost, ${tally.doubled} doubled`);
}

async function receive(count, size, batch, label) {
  const client = await connected();
  await flood(client, `flood-${count}-${size}-${batch}-warm`, count);
  const cpu = cpuMicros();
  const start = now();
  await flood(client, `flood-${count}-${size}-${batch}-measured`, count);
  report(`receive-cpu-${label}`, (cpuMicros() - cpu) / count, 'µs');
  report(`receive-rate-${label}`, count * 1000 / millisSince(start), 'messages/s');
}

async function publishMany(channel, count, window) {
  let started = 0;
  const data = 'x'.repeat(100);
  const lane = async () => { while (started < count) { started++; await channel.publish('update', data); } };
  await Promise.all(Array.from({ length: window }, lane));
}

async function publish(count, window) {
  const client = await connected();
  const channel = client.channels.get('publish');
  await channel.attach();
  await publishMany(channel, count / 2, window);
  const cpu = cpuMicros();
  const start = now();
  await publishMany(channel, count, window);
  report('publish-ack', count * 1000 / millisSince(start), 'messages/s');
  report('publish-cpu', (cpuMicros() - cpu) / count, 'µs');
}

async function connect(warmUp, count) {
  const times = [];
  for (let i = -warmUp; i < count; i++) {
    const start = now();
    const client = await connected();
    if (i >= 0) times.push(millisSince(start));
    client.close();
  }
  times.sort((a, b) => a - b);
  report('connect-warm', times[count / 2], 'ms');
}

const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
const heap = () => { global.gc(); return process.memoryUsage().heapUsed / 1024; };

async function connections(count) {
  (await connected()).close();
  const before = heap();
  const residentBefore = resident();
  const all = [];
  for (let i = 0; i < count; i++) all.push(await connected());
  report('rss-per-connection', (resident() - residentBefore) / count, 'KiB');
  report('heap-per-connection', (heap() - before) / count, 'KiB');
}

async function attach(count) {
  const client = await connected();
  const start = now();
  await Promise.all(Array.from({ length: count }, (_, i) => client.channels.get(`channel:${i}`).attach()));
  report('attach-1000-ms', millisSince(start), 'ms');
}

async function latency(label, rate) {
  const client = await connected();
  const paced = async (name, count) => {
    const tally = new Tally(count);
    tally.timed = true;
    await client.channels.get(`paced-${count}-100-${rate}-${name}`).subscribe((message) => tally.accept(message));
    await tally.complete;
    return tally.latencies.sort((a, b) => a - b);
  };
  await paced('warm', rate * 3);
  const sorted = await paced('measured', rate * 5);
  const at = (percentile) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * percentile / 100))];
  report(`latency-${label}-p50`, at(50), 'µs');
  report(`latency-${label}-p99`, at(99), 'µs');
  report(`latency-${label}-p999`, at(99.9), 'µs');
}

async function presence(count) {
  const client = await connected();
  const times = [];
  for (let i = -3; i < 5; i++) {
    const start = now();
    const members = await client.channels.get(`presence-${count}-0-100-${i + 3}`).presence.get();
    if (members.length !== count) throw new Error(`${members.length} members`);
    if (i >= 0) times.push(millisSince(start));
  }
  times.sort((a, b) => a - b);
  report('presence-sync-10k', times[2], 'ms');
}

async function recovery(count) {
  const client = await connected();
  const tally = new Tally(count);
  const start = now();
  await client.channels.get(`drop-${count}-100-${count / 2}`).subscribe((message) => tally.accept(message));
  await tally.complete;
  report('recovery-ms', millisSince(start), 'ms');
  report('recovery-lost', tally.lost, 'messages');
  report('recovery-doubled', tally.doubled, 'messages');
}

const measurements = {
  'receive-100b': () => receive(400_000, 100, 1, '100b'),
  'receive-batch50-1k': () => receive(400_000, 1000, 50, 'batch50-1k'),
  'publish-ack': () => publish(100_000, 1000),
  'connect-warm': () => connect(100, 500),
  'connections-1000': () => connections(1000),
  'attach-1000': () => attach(1000),
  'latency-1k': () => latency('1k', 1_000),
  'latency-5k': () => latency('5k', 5_000),
  'latency-10k': () => latency('10k', 10_000),
  'presence-sync-10k': () => presence(10_000),
  recovery: () => recovery(20_000),
};

await measurements[measurement]();
process.exit(0);
