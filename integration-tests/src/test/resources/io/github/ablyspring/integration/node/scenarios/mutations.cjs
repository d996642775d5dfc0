// Messages are updated, appended to and deleted, and every version is kept.
'use strict';

module.exports = async ({ assert, connected, rest, inbox, name }) => {
  const channel = (await connected({ clientId: 'alice' })).channels.get(name('mutable:notes'));
  const received = inbox();
  await channel.subscribe(received);
  const published = await channel.publish('note', 'one');
  const created = await received.next();
  const serial = created.serial;
  assert.strictEqual(created.action, 'message.create');
  assert.deepStrictEqual(published.serials, [serial]);

  const updated = await channel.updateMessage({ serial, data: 'two' }, { description: 'a typo', metadata: { k: 'v' } });
  const update = await received.next();
  assert.deepStrictEqual([update.action, update.data, update.serial], ['message.update', 'two', serial]);
  assert.strictEqual(update.version.serial, updated.versionSerial);
  assert.strictEqual(update.version.description, 'a typo');
  assert.deepStrictEqual({ ...update.version.metadata }, { k: 'v' });
  assert.strictEqual(update.timestamp, created.timestamp);

  await channel.appendMessage({ serial, data: ' and a half' });
  const appended = await received.next();
  assert.deepStrictEqual([appended.action, appended.data], ['message.append', ' and a half']);
  const whole = await channel.getMessage(serial);
  assert.deepStrictEqual([whole.action, whole.data], ['message.update', 'two and a half']);

  await rest({ clientId: 'alice' }).channels.get(name('mutable:notes')).deleteMessage({ serial });
  assert.strictEqual((await received.next()).action, 'message.delete');
  const versions = await channel.getMessageVersions(serial);
  assert.deepStrictEqual(
    versions.items.map((version) => version.action),
    ['message.create', 'message.update', 'message.update', 'message.delete'],
  );
  const history = await channel.history();
  assert.deepStrictEqual(
    history.items.map((message) => message.action),
    ['message.delete'],
  );
};
