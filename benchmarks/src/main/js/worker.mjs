// The same measurements as those of the JVM, done by npm's ably. Arguments: measurement format port module-folder
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';

const [measurement, format, port, modules] = process.argv.slice(2);
const Ably = createRequire(`${modules}/package.json`)('ably');

const report = (metric, value, unit) => console.log(`RESULT ${metric} ${value.toFixed(4)} ${unit}`);
const now = () => process.hrtime.bigint();
const millisSince = (start) => Number(now() - start) / 1e6;
const cpuMicros = () => { const { user, system } = process.cpuUsage(); return user + system; };

const open = (impatient) => new Ably.Realtime({
  token: impatient ? 'impatient' : 'token', clientId: 'bench', endpoint: '127.0.0.1', port: Number(port), tls: false,
  autoConnect: false, useBinaryProtocol: format === 'msgpack', logLevel: 0, transports: ['web_socket'],
  fallbackHosts: [], ...(impatient ? { realtimeRequestTimeout: 1000 } : {}),
});

async function connected(impatient = false) {
  const client = open(impatient);
  client.connect();
  await client.connection.whenState('connected');
  return client;
}

class Tally {
  constructor(expected, length) {
    this.expected = expected;
    this.length = length;
    this.last = String.fromCharCode(97 + (length - 1) % 26);
    this.received = this.lost = this.doubled = this.damaged = 0;
    this.next = 0;
    this.complete = new Promise((resolve) => { this.resolve = resolve; });
  }

  accept(message) {
    const data = message.data;
    const number = Number(data.slice(0, 19));
    if (number < this.next) {
      this.doubled++;
      return;
    }
    this.lost += number - this.next;
    this.next = number + 1;
    if (number === this.marked) this.markSeen = now();
    this.latencies?.record(Number(now() - BigInt(data.slice(19, 38))) / 1000);
    if (data.length !== this.length || data[this.length - 1] !== this.last) this.damaged++;
    if (++this.received + this.lost >= this.expected || this.latencies?.isOver()) this.resolve();
  }

  check() {
    if (this.lost + this.doubled + this.damaged > 0) {
      throw new Error(`${this.lost} lost, ${this.doubled} doubled, ${this.damaged} damaged`);
    }
  }
}

async function flood(client, count, size, batch, label) {
  const tally = new Tally(count, size);
  await client.channels.get(`flood-${count}-${size}-${batch}-${label}`).subscribe((message) => tally.accept(message));
  await tally.complete;
  tally.check();
}

async function receive(count, size, batch, label) {
  const client = await connected();
  await flood(client, count, size, batch, 'warm');
  const before = process.cpuUsage();
  const start = now();
  await flood(client, count, size, batch, 'measured');
  const elapsed = millisSince(start);
  const used = process.cpuUsage(before);
  report(`receive-cpu-${label}`, (used.user + used.system) / count, 'µs');
  report(`receive-kernel-${label}`, used.system / count, 'µs');
  report(`receive-rate-${label}`, count * 1000 / elapsed, 'messages/s');
}

async function publishMany(channel, count, window) {
  let started = 0;
  const data = 'x'.repeat(100);
  const lane = async () => { while (started < count) { started++; await channel.publish('update', data); } };
  await Promise.all(Array.from({ length: window }, lane));
}

async function publish(warmUp, count, window) {
  const client = await connected();
  const channel = client.channels.get('publish');
  await channel.attach();
  await publishMany(channel, warmUp, window);
  const cpu = cpuMicros();
  const start = now();
  await publishMany(channel, count, window);
  report('publish-ack', count * 1000 / millisSince(start), 'messages/s');
  report('publish-cpu', (cpuMicros() - cpu) / count, 'µs');
}

async function connect(warmUp, count) {
  const times = [];
  let cpu = 0;
  for (let i = -warmUp; i < count; i++) {
    if (i === 0) cpu = cpuMicros();
    const start = now();
    const client = await connected();
    if (i >= 0) times.push(millisSince(start));
    client.close();
  }
  const used = (cpuMicros() - cpu) / 1000 / count;
  times.sort((a, b) => a - b);
  report('connect-warm', times[count / 2], 'ms');
  report('connect-cpu', used, 'ms');
}

const stolenTicks = () => (existsSync('/proc/stat') ? Number(readFileSync('/proc/stat', 'utf8').split(/\s+/, 9)[8]) : 0);
const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
const heap = () => { global.gc(); return process.memoryUsage().heapUsed / 1024; };

async function connections(count) {
  for (let i = 0; i < 20; i++) (await connected()).close();
  const before = heap();
  const residentBefore = resident();
  const all = [];
  for (let i = 0; i < count; i++) all.push(await connected());
  report('heap-per-connection', (heap() - before) / count, 'KiB');
  report('rss-per-connection', (resident() - residentBefore) / count, 'KiB');
}

async function attachAll(count) {
  const client = await connected();
  const start = now();
  await Promise.all(Array.from({ length: count }, (_, i) => client.channels.get(`channel:${i}`).attach()));
  const elapsed = millisSince(start);
  client.close();
  return elapsed;
}

async function attach(count) {
  report('attach-1000-ms', await attachAll(count), 'ms');
  for (let i = 0; i < 12; i++) await attachAll(count);
  const times = [];
  for (let i = 0; i < 5; i++) times.push(await attachAll(count));
  report('attach-1000-warm-ms', times.sort((a, b) => a - b)[2], 'ms');
}

// The same windows as those of the JVM; see Latencies.java.
class Latencies {
  static WINDOWS_PER_SECOND = 4;
  static MOST = 120;
  static WANTED = 40;

  constructor(rate) {
    this.perWindow = rate / Latencies.WINDOWS_PER_SECOND;
    this.counted = [];
    this.window = [];
    this.previous = [];
    this.stolen = stolenTicks();
    this.undisturbed = this.windows = this.windowsCounted = 0;
  }

  record(micros) {
    if (this.isOver()) return;
    this.window.push(micros);
    if (this.window.length === this.perWindow) this.windowEnds();
  }

  windowEnds() {
    const stolen = stolenTicks();
    this.undisturbed = stolen - this.stolen > 1 ? 0 : this.undisturbed + 1;
    this.stolen = stolen;
    this.windows++;
    if (this.undisturbed >= 3) {
      this.counted.push(...this.previous);
      this.windowsCounted++;
    }
    this.previous = this.window;
    this.window = [];
  }

  isOver() {
    return this.windowsCounted === Latencies.WANTED || this.windows === Latencies.MOST;
  }
}

async function latency(label, rate) {
  const client = await connected();
  await flood(client, 200_000, 100, 1, 'warm');
  const paced = async (name, count, pace, latencies) => {
    const tally = new Tally(count, 100);
    tally.latencies = latencies;
    await client.channels.get(`paced-${count}-100-${pace}-${name}`).subscribe((message) => tally.accept(message));
    await tally.complete;
    tally.check();
  };
  await paced('warm', 50_000, 10_000);
  const latencies = new Latencies(rate);
  await paced('measured', (rate / Latencies.WINDOWS_PER_SECOND) * Latencies.MOST, rate, latencies);
  if (latencies.windowsCounted === 0) throw new Error(`the machine stood still in all ${latencies.windows} windows`);
  const sorted = latencies.counted.sort((a, b) => a - b);
  const at = (percentile) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * percentile / 100))];
  report(`latency-${label}-p50`, at(50), 'µs');
  report(`latency-${label}-p99`, at(99), 'µs');
  report(`latency-${label}-p999`, at(99.9), 'µs');
  report(`latency-${label}-left-out`, latencies.windows - latencies.windowsCounted, 'windows');
}

async function presence(count) {
  const client = await connected();
  const times = [];
  let cpu = 0;
  for (let i = 0; i < 60; i++) {
    if (i === 40) cpu = cpuMicros();
    const start = now();
    const channel = client.channels.get(`presence-${count}-0-100-${i}`);
    const members = await channel.presence.get();
    if (i >= 40) times.push(millisSince(start));
    if (members.length !== count) throw new Error(`${members.length} members`);
    await channel.detach();
    client.channels.release(channel.name);
  }
  const used = (cpuMicros() - cpu) / 1000 / times.length;
  times.sort((a, b) => a - b);
  report('presence-sync-10k', times[10], 'ms');
  report('presence-sync-10k-cpu', used, 'ms');
}

async function recovery(count) {
  const client = await connected();
  await flood(client, 200_000, 100, 1, 'warm');
  const tally = new Tally(count, 100);
  tally.marked = count / 2 - 1;
  await client.channels.get(`drop-${count}-100-${count / 2}`).subscribe((message) => tally.accept(message));
  await tally.complete;
  report('recovery-ms', millisSince(tally.markSeen), 'ms');
  report('recovery-lost', tally.lost, 'messages');
  report('recovery-doubled', tally.doubled, 'messages');
}

const pause = (millis) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, millis);

async function slowConsumer(count, size) {
  const client = await connected(true);
  let disconnects = 0;
  client.connection.on('disconnected', () => { disconnects++; });
  const tally = new Tally(count, size);
  const before = heap();
  let peak = before;
  let seen = 0;
  await client.channels.get(`flood-${count}-${size}-1-slow`).subscribe((message) => {
    if (++seen % 1000 === 0) {
      pause(seen === count / 2 ? 3000 : 100);
      peak = Math.max(peak, heap());
    }
    tally.accept(message);
  });
  await tally.complete;
  report('slow-consumer-disconnects', disconnects, 'times');
  report('slow-consumer-lost', tally.lost, 'messages');
  report('slow-consumer-doubled', tally.doubled, 'messages');
  report('slow-consumer-heap', (peak - before) / 1024, 'MiB');
}

const measurements = {
  'receive-100b': () => receive(1_000_000, 100, 1, '100b'),
  'receive-batch50-1k': () => receive(1_000_000, 1000, 50, 'batch50-1k'),
  'publish-ack': () => publish(100_000, 100_000, 1000),
  'connect-warm': () => connect(3000, 500),
  'connections-1000': () => connections(1000),
  'attach-1000': () => attach(1000),
  'latency-1k': () => latency('1k', 1_000),
  'latency-5k': () => latency('5k', 5_000),
  'latency-10k': () => latency('10k', 10_000),
  'presence-sync-10k': () => presence(10_000),
  recovery: () => recovery(20_000),
  'slow-consumer': () => slowConsumer(36_000, 1000),
};

await measurements[measurement]();
process.exit(0);
