// A token is asked for by callback, renewed when the server wants it, and replaced when it has expired.
'use strict';

module.exports = async ({ assert, realtime, rest, state, next, fault, failure, name }) => {
  const issuer = rest();
  let asked = 0;
  const client = realtime({
    authCallback: (params, done) => {
      asked++;
      issuer.auth.createTokenRequest({ clientId: 'alice', ttl: 3_600_000 }).then(
        (request) => done(null, request),
        (error) => done(error, null),
      );
    },
  });
  await state(client.connection, 'connected');
  const id = client.connection.id;
  assert.strictEqual(client.auth.clientId, 'alice');
  const updated = next(client.connection, 'update');
  await fault({ type: 'request_reauthentication' });
  await updated;
  assert.strictEqual(asked, 2);
  const changes = [next(client.connection, 'disconnected'), next(client.connection, 'connected')];
  await fault({ type: 'expire_tokens' });
  assert.strictEqual((await changes[0]).reason.code, 40142);
  await changes[1];
  assert.strictEqual(asked, 3);
  assert.strictEqual(client.connection.id, id);
  await client.auth.authorize();
  assert.strictEqual(asked, 4);
  await client.channels.get(name('orders')).publish('n', 'still here');

  const tokens = await rest().auth.requestToken({ capability: { [name('only')]: ['subscribe'] } });
  const narrow = realtime({ token: tokens });
  await narrow.channels.get(name('only')).attach();
  assert.strictEqual((await failure(narrow.channels.get(name('only')).publish('n', 'd'))).code, 40160);
  assert.strictEqual((await failure(narrow.channels.get(name('other')).attach())).code, 40160);
  assert.strictEqual(narrow.connection.state, 'connected');
};
