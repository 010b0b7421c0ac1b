import { setImmediate as nextTurn } from 'node:timers/promises';
import type postgres from 'postgres';

/** What `begin` takes: its options, where there are any, and the work. */
type Begin = (...given: [...string[], (tx: postgres.TransactionSql) => unknown]) => Promise<unknown>;

/**
 * Makes a transaction whose connection dies fail, and only fail. postgres.js 3.4.9 would roll back on the dead
 * connection, which throws where nobody can catch it and leaves the connection useless (porsager/postgres#1208), and
 * would run what the work still asks for on the next connection, outside this transaction and inside another (#1216).
 */
export function failOnLostConnection<Client extends postgres.Sql>(client: Client): Client {
  const begin = client.begin as unknown as Begin;
  const guarded: Begin = async (...given) => {
    const work = given.pop() as (tx: postgres.TransactionSql) => unknown;
    let isOver = false;
    try {
      return await begin(...(given as string[]), async (tx) => {
        try {
          return await work(refuseOnce(tx, () => isOver));
        } catch (error) {
          await nextTurn();
          // `begin` has failed by now. To fail here as well would make it roll back: this never ends instead.
          if (isOver) await new Promise(() => {});
          throw error;
        }
      });
    } catch (error) {
      isOver = true;
      throw error;
    }
  };
  return Object.assign(client, { begin: guarded });
}

/** The transaction's client, which asks nothing more once its connection is lost or it failed: that would run in another one. */
function refuseOnce(tx: postgres.TransactionSql, isOver: () => boolean): postgres.TransactionSql {
  const check = () => {
    if (isOver())
      throw Object.assign(new Error('The connection of this transaction was lost, or it failed.'), {
        code: 'CONNECTION_CLOSED',
      });
  };
  return new Proxy(tx, {
    apply(target, self, given) {
      check();
      return Reflect.apply(target as never, self, given);
    },
    get(target, name) {
      if (name === 'unsafe') check();
      return Reflect.get(target, name);
    },
  });
}
