// The server has forgotten the connection: another one, and the client says so.
'use strict';

module.exports = async ({ assert, connected, next, fault, inbox, name }) => {
  const client = await connected({ clientId: 'alice' });
  const channel = client.channels.get(name('orders'));
  const received = inbox();
  await channel.subscribe(received);
  await channel.presence.enter('here');
  await channel.presence.get();
  const id = client.connection.id;
  const back = next(client.connection, 'connected');
  const attached = next(channel, 'attached');
  await fault({ type: 'forget_connections' });
  assert.ok((await back).reason);
  assert.notStrictEqual(client.connection.id, id);
  await attached;
  await channel.publish('n', 'on we go');
  assert.strictEqual((await received.next()).data, 'on we go');
  const watcher = await connected();
  const members = await watcher.channels.get(name('orders')).presence.get();
  assert.deepStrictEqual(
    members.map((member) => [member.clientId, member.data]),
    [['alice', 'here']],
  );
};
