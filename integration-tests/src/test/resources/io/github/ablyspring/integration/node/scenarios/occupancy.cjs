// How many are on a channel, told to those who want to know.
'use strict';

module.exports = async ({ assert, connected, inbox, name }) => {
  const told = inbox();
  const watcher = (await connected()).channels.get(name('rooms'), { params: { occupancy: 'metrics' } });
  await watcher.subscribe('[meta]occupancy', (message) => told(message.data.metrics));
  assert.strictEqual((await told.next()).connections, 1);
  const other = await connected({ clientId: 'alice' });
  await other.channels.get(name('rooms')).presence.enter();
  await told.nextWhere((metrics) => metrics.connections === 2 && metrics.presenceMembers === 1);
  other.close();
  await told.nextWhere((metrics) => metrics.connections === 1 && metrics.presenceMembers === 0);
  assert.ok(true);
};
