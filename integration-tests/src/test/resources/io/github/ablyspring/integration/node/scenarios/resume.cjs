// The connection breaks: it is resumed, and nothing is lost or doubled.
'use strict';

module.exports = async ({ assert, connected, next, inbox, fault, name }) => {
  const client = await connected();
  const received = inbox();
  const channel = client.channels.get(name('orders'));
  await channel.subscribe((message) => received(message.data));
  await channel.publish('n', '0');
  const id = client.connection.id;
  const key = client.connection.key;
  const back = next(client.connection, 'connected');
  const attached = next(channel, 'attached');
  await fault({ type: 'disconnect' });
  const published = Promise.all(['1', '2', '3'].map((data) => channel.publish('n', data)));
  await back;
  assert.strictEqual(client.connection.id, id);
  assert.notStrictEqual(client.connection.key, key);
  assert.ok((await attached).resumed);
  await published;
  assert.deepStrictEqual(await received.next(4), ['0', '1', '2', '3']);
  const history = await channel.history();
  assert.strictEqual(history.items.length, 4);
};
