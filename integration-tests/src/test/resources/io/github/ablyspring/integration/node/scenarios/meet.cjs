// The other end is our client: each sends the other all kinds of payloads, enters, and reads what was said.
'use strict';

module.exports = async ({ assert, task, connected, inbox, bytes }) => {
  const client = await connected({ clientId: 'js' });
  const cipher = task.cipherKey ? { cipher: { key: task.cipherKey } } : {};
  const channel = client.channels.get('meeting', cipher);
  const received = inbox();
  const seen = inbox();
  await channel.subscribe((message) => message.connectionId !== client.connection.id && received(message));
  await channel.presence.subscribe((member) => member.clientId === 'java' && seen(member));

  // theirs starts when it sees this one
  await channel.presence.enter({ from: 'js' });
  const [text, json, binary, nothing] = await received.next(4);
  assert.strictEqual(text.data, 'héllo from java');
  assert.deepStrictEqual(json.data, { a: [1, 'two'], b: {} });
  assert.deepStrictEqual(bytes(binary.data), [0, 1, 2, 255]);
  assert.strictEqual(nothing.data ?? null, null);
  assert.ok([text, json, binary, nothing].every((message) => !message.encoding));
  assert.deepStrictEqual(
    [text, json, binary, nothing].map((message) => message.name),
    ['text', 'json', 'bytes', 'nothing'],
  );
  const entered = await seen.next();
  assert.deepStrictEqual(entered.data, { from: 'java' });
  const history = await channel.history();
  assert.deepStrictEqual(
    history.items.map((message) => message.name),
    ['nothing', 'bytes', 'json', 'text'],
  );
  assert.strictEqual(history.items[3].data, 'héllo from java');
  const members = await channel.presence.get();
  assert.deepStrictEqual(members.map((member) => member.clientId).sort(), ['java', 'js']);

  await channel.publish('text', 'héllo from js');
  await channel.publish('json', { a: [1, 'two'], b: {} });
  await channel.publish([{ name: 'bytes', data: Buffer.from([0, 1, 2, 255]) }, { name: 'empty', data: '' }]);
  await channel.presence.update('all said');
  assert.strictEqual((await seen.nextWhere((member) => member.action === 'leave')).data, 'heard');
};
