// Time and statistics.
'use strict';

module.exports = async ({ assert, rest }) => {
  const client = rest();
  assert.ok(Math.abs((await client.time()) - Date.now()) < 10_000);
  const fixture = {
    intervalId: '2025-02-03:15:03',
    inbound: { realtime: { messages: { count: 50, data: 5000 } } },
    outbound: { realtime: { messages: { count: 20, data: 2000 } } },
  };
  const put = await client.request('post', '/stats', 3, {}, [fixture], {});
  assert.strictEqual(put.statusCode, 201);
  const stats = await client.stats({ start: '2025-02-03:15:03', end: '2025-02-03:15:03' });
  assert.strictEqual(stats.items.length, 1);
  assert.strictEqual(stats.items[0].intervalId, '2025-02-03:15:03');
  assert.strictEqual(stats.items[0].entries['messages.inbound.all.messages.count'], 50);
  assert.strictEqual(stats.items[0].entries['messages.all.all.count'], 70);
  const hours = await client.stats({ start: '2025-02-03:15', end: '2025-02-03:15', unit: 'hour' });
  assert.strictEqual(hours.items[0].unit, 'hour');
};
