// Annotations, told one by one and as summaries.
'use strict';

module.exports = async ({ assert, connected, rest, inbox, name }) => {
  const modes = ['publish', 'subscribe', 'annotation_publish', 'annotation_subscribe'];
  const channel = (await connected({ clientId: 'alice' })).channels.get(name('mutable:posts'), { modes });
  const messages = inbox();
  const annotations = inbox();
  await channel.subscribe(messages);
  await channel.annotations.subscribe(annotations);
  await channel.publish('post', 'look');
  const post = await messages.next();
  const bob = (await connected({ clientId: 'bob' })).channels.get(name('mutable:posts'));

  await channel.annotations.publish(post, { type: 'reaction:distinct.v1', name: '👍' });
  await bob.annotations.publish(post, { type: 'reaction:distinct.v1', name: '👍' });
  const [first, second] = await annotations.next(2);
  assert.deepStrictEqual([first.action, first.name, first.clientId], ['annotation.create', '👍', 'alice']);
  assert.strictEqual(first.messageSerial, post.serial);
  assert.strictEqual(second.clientId, 'bob');
  const [, summary] = await messages.next(2);
  assert.deepStrictEqual([summary.action, summary.serial], ['message.summary', post.serial]);
  const thumbs = summary.annotations.summary['reaction:distinct.v1']['👍'];
  assert.strictEqual(thumbs.total, 2);
  assert.deepStrictEqual([...thumbs.clientIds].sort(), ['alice', 'bob']);

  await channel.annotations.delete(post, { type: 'reaction:distinct.v1', name: '👍' });
  assert.strictEqual((await annotations.next()).action, 'annotation.delete');
  const after = await messages.next();
  assert.deepStrictEqual([...after.annotations.summary['reaction:distinct.v1']['👍'].clientIds], ['bob']);
  await rest({ clientId: 'carol' })
    .channels.get(name('mutable:posts'))
    .annotations.publish(post, { type: 'votes:total.v1' });
  const voted = await messages.next();
  assert.strictEqual(voted.annotations.summary['votes:total.v1'].total, 1);
  const listed = await channel.annotations.get(post);
  assert.deepStrictEqual(
    listed.items.map((annotation) => annotation.clientId),
    ['alice', 'bob', 'alice', 'carol'],
  );
};
