// Encrypted messages and members are read by those with the key only.
'use strict';

module.exports = async ({ Ably, assert, connected, rest, inbox, name, bytes }) => {
  const key = await Ably.Realtime.Crypto.generateRandomKey();
  const cipher = { cipher: { key } };
  const received = inbox();
  const unread = inbox();
  await (await connected()).channels.get(name('secrets'), cipher).subscribe(received);
  await (await connected()).channels.get(name('secrets')).subscribe(unread);
  const channel = (await connected({ clientId: 'alice' })).channels.get(name('secrets'), cipher);
  await channel.publish('text', 'hidden');
  await channel.publish('json', { code: 42 });
  await channel.publish('bytes', Buffer.from([1, 2]));
  const [text, json, binary] = await received.next(3);
  assert.strictEqual(text.data, 'hidden');
  assert.deepStrictEqual(json.data, { code: 42 });
  assert.deepStrictEqual(bytes(binary.data), [1, 2]);
  assert.match((await unread.next()).encoding, /cipher\+aes-256-cbc/);
  const history = await rest().channels.get(name('secrets'), cipher).history();
  assert.deepStrictEqual(history.items[1].data, { code: 42 });
  await channel.presence.enter('hidden, too');
  const members = await (await connected()).channels.get(name('secrets'), cipher).presence.get();
  assert.strictEqual(members[0].data, 'hidden, too');
};
