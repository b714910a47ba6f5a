import type { Db, Statement } from '../../src/db/client.ts'
import type { Shop } from '../../src/shop.ts'

/**
 * A shop whose n-th call of the database waits until `act` has run to its end: what another request does between two
 * steps of a verb. `calls` counts them.
 */
export function interposed(
  shop: Shop,
  nth: number,
  act: () => Promise<unknown>,
): Shop & { calls: () => number } {
  let calls = 0
  const turn = async () => {
    calls += 1
    if (calls === nth) await act()
  }
  const late = <T>(statement: Statement<T>): Statement<T> => ({
    ...statement,
    // biome-ignore lint/suspicious/noThenProperty: a statement is sent by awaiting it.
    then: (done, failed) =>
      turn()
        .then(() => statement)
        .then(done, failed),
  })
  const db: Db = {
    run: (query) => late(shop.db.run(query)),
    all: (query) => late(shop.db.all(query)),
    batch: async (statements) => {
      await turn()
      return shop.db.batch(statements)
    },
  }
  return { ...shop, db, calls: () => calls }
}
