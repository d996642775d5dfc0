// Every kind of payload arrives, in order, from realtime and from REST.
'use strict';

module.exports = async ({ assert, connected, rest, inbox, name, bytes }) => {
  const publisher = await connected({ clientId: 'alice' });
  const received = inbox();
  await (await connected()).channels.get(name('orders')).subscribe(received);
  const channel = publisher.channels.get(name('orders'));
  await channel.publish('text', 'héllo');
  await channel.publish('json', { a: [1, 'two'], b: null });
  await channel.publish('bytes', Buffer.from([0, 1, 255]));
  await channel.publish([{ name: 'first' }, { name: 'second', data: '', extras: { headers: { k: 'v' } } }]);
  await rest().channels.get(name('orders')).publish('rest', 'from afar');
  const messages = await received.next(6);
  assert.deepStrictEqual(
    messages.map((message) => message.name),
    ['text', 'json', 'bytes', 'first', 'second', 'rest'],
  );
  assert.strictEqual(messages[0].data, 'héllo');
  assert.deepStrictEqual(messages[1].data, { a: [1, 'two'], b: null });
  assert.deepStrictEqual(bytes(messages[2].data), [0, 1, 255]);
  assert.strictEqual(messages[3].data ?? null, null);
  assert.strictEqual(messages[4].data, '');
  assert.deepStrictEqual(messages[4].extras, { headers: { k: 'v' } });
  for (const message of messages.slice(0, 5)) {
    assert.strictEqual(message.connectionId, publisher.connection.id);
    assert.strictEqual(message.clientId, 'alice');
    assert.ok(message.id && message.timestamp && message.serial);
  }
  assert.strictEqual(new Set(messages.map((message) => message.id)).size, 6);
};
