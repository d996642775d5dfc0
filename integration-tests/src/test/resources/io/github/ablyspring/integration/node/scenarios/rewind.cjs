// The past is told first.
'use strict';

module.exports = async ({ assert, connected, rest, inbox, name }) => {
  for (const data of ['1', '2', '3', '4']) {
    await rest().channels.get(name('orders')).publish('n', data);
  }
  const dataOf = async (channel, params, count) => {
    const received = inbox();
    await (await connected()).channels.get(channel, params).subscribe((message) => received(message.data));
    return received.next(count);
  };
  assert.deepStrictEqual(await dataOf(name('orders'), { params: { rewind: '2' } }, 2), ['3', '4']);
  assert.deepStrictEqual(await dataOf(name('orders'), { params: { rewind: '2m' } }, 4), ['1', '2', '3', '4']);
  assert.strictEqual(await dataOf('[?rewind=1]' + name('orders'), {}, 1), '4');
};
