// Differences are made and applied.
'use strict';

const vcdiff = require('@ably/vcdiff-decoder');

module.exports = async ({ assert, connected, inbox, name }) => {
  let decoded = 0;
  const decoder = {
    decode: (delta, base) => {
      decoded++;
      return vcdiff.decode(delta, base);
    },
  };
  const received = inbox();
  const subscriber = await connected({ plugins: { vcdiff: decoder } });
  await subscriber.channels.get(name('prices'), { params: { delta: 'vcdiff' } }).subscribe(received);
  const channel = (await connected()).channels.get(name('prices'));
  const prices = Array.from({ length: 5 }, (_, i) => ({ thing: 'a thing '.repeat(30), price: i }));
  for (const price of prices) {
    await channel.publish('price', price);
  }
  const messages = await received.next(5);
  assert.deepStrictEqual(
    messages.map((message) => message.data),
    prices,
  );
  assert.strictEqual(decoded, 4);
};
