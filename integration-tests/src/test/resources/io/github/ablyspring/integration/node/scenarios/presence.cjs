// Members enter, update and leave; those who come late get all of them.
'use strict';

module.exports = async ({ assert, connected, realtime, rest, inbox, name }) => {
  const watcher = await connected();
  const seen = inbox();
  await watcher.channels.get(name('persisted:desks')).presence.subscribe(seen);
  const alice = await connected({ clientId: 'alice' });
  const presence = alice.channels.get(name('persisted:desks')).presence;
  await presence.enter({ desk: 7 });
  await presence.update('moved');
  const [entered, updated] = await seen.next(2);
  assert.deepStrictEqual([entered.action, entered.clientId, entered.data], ['enter', 'alice', { desk: 7 }]);
  assert.deepStrictEqual([updated.action, updated.data], ['update', 'moved']);
  assert.strictEqual(entered.connectionId, alice.connection.id);
  const crowd = watcher.channels.get(name('persisted:desks')).presence;
  await Promise.all(Array.from({ length: 150 }, (_, i) => crowd.enterClient('member-' + i, 'here')));
  const late = await realtime().channels.get(name('persisted:desks')).presence.get();
  assert.strictEqual(late.length, 151);
  assert.ok(late.every((member) => member.action === 'present'));
  const page = await rest().channels.get(name('persisted:desks')).presence.get({ limit: 100 });
  assert.strictEqual(page.items.length, 100);
  assert.strictEqual((await page.next()).items.length, 51);
  await presence.leave('bye');
  const left = await seen.nextWhere((message) => message.clientId === 'alice' && message.action !== 'present');
  assert.deepStrictEqual([left.action, left.data], ['leave', 'bye']);
  const history = await alice.channels.get(name('persisted:desks')).presence.history({ limit: 1 });
  assert.deepStrictEqual([history.items[0].action, history.items[0].clientId], ['leave', 'alice']);
  alice.close();
};
