// History in pages, forwards, and up to where the subscription begins.
'use strict';

module.exports = async ({ assert, connected, rest, inbox, name }) => {
  const channel = (await connected()).channels.get(name('persisted:orders'));
  for (const data of ['0', '1', '2', '3', '4']) {
    await channel.publish('n', data);
  }
  const dataOf = (page) => page.items.map((message) => message.data);
  const first = await channel.history({ limit: 2 });
  assert.deepStrictEqual(dataOf(first), ['4', '3']);
  const second = await first.next();
  assert.deepStrictEqual(dataOf(second), ['2', '1']);
  const last = await second.next();
  assert.deepStrictEqual(dataOf(last), ['0']);
  assert.ok(!last.hasNext());
  assert.deepStrictEqual(dataOf(await last.first()), ['4', '3']);
  const forwards = await rest().channels.get(name('persisted:orders')).history({ direction: 'forwards', limit: 3 });
  assert.deepStrictEqual(dataOf(forwards), ['0', '1', '2']);
  const received = inbox();
  const late = (await connected()).channels.get(name('persisted:orders'));
  await late.subscribe(received);
  await channel.publish('n', '5');
  assert.strictEqual((await received.next()).data, '5');
  assert.deepStrictEqual(dataOf(await late.history({ untilAttach: true, limit: 3 })), ['4', '3', '2']);
};
