// What a channel tells of itself, and channels listed.
'use strict';

module.exports = async ({ assert, connected, rest, name }) => {
  await (await connected()).channels.get(name('rooms:one')).attach();
  await (await connected({ clientId: 'alice' })).channels.get(name('rooms:one')).presence.enter();
  const details = await rest().channels.get(name('rooms:one')).status();
  assert.strictEqual(details.channelId, name('rooms:one'));
  assert.ok(details.status.isActive);
  assert.strictEqual(details.status.occupancy.metrics.connections, 2);
  assert.strictEqual(details.status.occupancy.metrics.presenceMembers, 1);
  const listed = await rest().request('get', '/channels', 3, { prefix: 'rooms:', limit: 10 }, null, {});
  assert.deepStrictEqual(
    listed.items.map((channel) => channel.channelId ?? channel),
    [name('rooms:one')],
  );
};
