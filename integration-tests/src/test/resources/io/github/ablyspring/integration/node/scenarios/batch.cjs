// Many channels in one request, and tokens revoked.
'use strict';

module.exports = async ({ assert, connected, realtime, rest, next, state, name }) => {
  const client = rest();
  const published = await client.batchPublish({
    channels: [name('one'), name('two')],
    messages: [{ data: 'x' }, { data: 'y' }],
  });
  assert.deepStrictEqual([published.successCount, published.failureCount], [2, 0]);
  const history = await client.channels.get(name('two')).history();
  assert.deepStrictEqual(
    history.items.map((message) => message.data),
    ['y', 'x'],
  );
  const partly = await client.batchPublish([{ channels: [name('one'), ''], messages: [{ data: 'z' }] }]);
  assert.deepStrictEqual([partly[0].successCount, partly[0].failureCount], [1, 1]);

  const alice = await connected({ clientId: 'alice' });
  await alice.channels.get(name('one')).presence.enter('here');
  const present = await client.batchPresence([name('one'), name('two')]);
  assert.strictEqual(present.successCount, 2);
  assert.strictEqual(present.results.find((result) => result.channel === name('one')).presence[0].clientId, 'alice');

  const token = await client.auth.requestToken({ clientId: 'bob' });
  const bob = realtime({ token });
  await state(bob.connection, 'connected');
  const ended = next(bob.connection, 'failed');
  const revoked = await client.auth.revokeTokens([
    { type: 'clientId', value: 'bob' },
    { type: 'invalidType', value: 'x' },
  ]);
  assert.deepStrictEqual([revoked.successCount, revoked.failureCount], [1, 1]);
  assert.ok((await ended).reason);
};
