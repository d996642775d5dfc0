// Devices, their subscriptions, and what is delivered to them.
'use strict';

module.exports = async ({ assert, connected, rest, inbox, failure, task }) => {
  const delivered = inbox();
  await (await connected()).channels.get('pushenabled:delivery').subscribe('__ably_push__', delivered);
  const admin = rest().push.admin;
  const recipient = {
    transportType: 'ablyChannel',
    channel: 'pushenabled:delivery',
    ablyKey: task.key,
    ablyUrl: `http://${task.host}:${task.port}`,
  };
  await admin.publish(recipient, { notification: { title: 'Hello' }, data: { foo: 'bar' } });
  assert.strictEqual(JSON.parse((await delivered.next()).data).data.foo, 'bar');

  const device = { id: 'phone', platform: 'ios', formFactor: 'phone', clientId: 'alice', push: { recipient } };
  const saved = await admin.deviceRegistrations.save(device);
  assert.strictEqual(saved.id, 'phone');
  assert.strictEqual(saved.push.state, 'ACTIVE');
  assert.strictEqual((await admin.deviceRegistrations.get('phone')).clientId, 'alice');
  assert.strictEqual((await admin.deviceRegistrations.list({ clientId: 'alice' })).items.length, 1);

  await admin.channelSubscriptions.save({ channel: 'pushenabled:news', deviceId: 'phone' });
  await admin.channelSubscriptions.save({ channel: 'pushenabled:sports', clientId: 'alice' });
  const listed = await admin.channelSubscriptions.list({ channel: 'pushenabled:news' });
  assert.deepStrictEqual(
    listed.items.map((subscription) => subscription.deviceId),
    ['phone'],
  );
  const channels = await admin.channelSubscriptions.listChannels({});
  assert.deepStrictEqual(channels.items.sort(), ['pushenabled:news', 'pushenabled:sports']);

  for (const channel of ['pushenabled:news', 'pushenabled:sports']) {
    const extras = { push: { notification: { title: channel } } };
    await rest().channels.get(channel).publish({ name: 'n', data: 'd', extras });
    assert.strictEqual(JSON.parse((await delivered.next()).data).notification.title, channel);
  }
  await admin.channelSubscriptions.remove({ channel: 'pushenabled:news', deviceId: 'phone' });
  await admin.channelSubscriptions.removeWhere({ clientId: 'alice' });
  assert.deepStrictEqual((await admin.channelSubscriptions.listChannels({})).items, []);
  await admin.deviceRegistrations.remove('phone');
  assert.strictEqual((await failure(admin.deviceRegistrations.get('phone'))).statusCode, 404);
};
