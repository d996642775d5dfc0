// Without WebSockets: long polling does.
'use strict';

module.exports = async ({ assert, connected, inbox, name, bytes }) => {
  const received = inbox();
  const seen = inbox();
  const polling = await connected({ transports: ['comet'], clientId: 'poller' });
  const channel = polling.channels.get(name('orders'));
  await channel.subscribe(received);
  await channel.presence.subscribe(seen);
  const other = (await connected()).channels.get(name('orders'));
  await channel.publish('mine', { a: 1 });
  await other.publish('theirs', Buffer.from([1, 2]));
  const [mine, theirs] = await received.next(2);
  assert.deepStrictEqual(mine.data, { a: 1 });
  assert.deepStrictEqual(bytes(theirs.data), [1, 2]);
  await channel.presence.enter('by poll');
  assert.strictEqual((await seen.next()).data, 'by poll');
  for (let i = 0; i < 50; i++) {
    await other.publish('n', String(i));
  }
  assert.deepStrictEqual(
    (await received.next(50)).map((message) => message.data),
    Array.from({ length: 50 }, (_, i) => String(i)),
  );
  assert.strictEqual(polling.connection.connectionManager.activeProtocol.getTransport().shortName, 'comet');
};
