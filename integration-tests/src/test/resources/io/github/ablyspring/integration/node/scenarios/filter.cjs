// A channel derived by a filter.
'use strict';

module.exports = async ({ assert, connected, inbox, name }) => {
  const client = await connected();
  const received = inbox();
  const filter = 'name == `"wanted"` && headers.size == `1`';
  await client.channels.getDerived(name('orders'), { filter }).subscribe((message) => received(message.data));
  const channel = client.channels.get(name('orders'));
  await channel.publish({ name: 'other', data: '1', extras: { headers: { size: 1 } } });
  await channel.publish({ name: 'wanted', data: '2', extras: { headers: { size: 2 } } });
  await channel.publish({ name: 'wanted', data: '3', extras: { headers: { size: 1 } } });
  assert.strictEqual(await received.next(), '3');
};
