// Another client takes over the connection of one that is gone.
'use strict';

module.exports = async ({ assert, connected, inbox, name }) => {
  const publisher = (await connected()).channels.get(name('orders'));
  const first = await connected();
  const received = inbox();
  await first.channels.get(name('orders')).subscribe((message) => received(message.data));
  await publisher.publish('n', '1');
  assert.strictEqual(await received.next(), '1');
  const recoveryKey = first.connection.createRecoveryKey();
  const id = first.connection.id;
  // it vanishes, and never comes back
  first.connection.connectionManager.disconnectAllTransports();
  first.connection.connectionManager.connectImpl = () => {};
  await publisher.publish('n', '2');
  const second = await connected({ recover: recoveryKey });
  assert.strictEqual(second.connection.id, id);
  const recovered = inbox();
  await second.channels.get(name('orders')).subscribe((message) => recovered(message.data));
  assert.strictEqual(await recovered.next(), '2');
};
