import type { Db, Statement } from '../../src/db/client.ts'
import type { Gateway } from '../../src/payments/gateway.ts'
import type { Shop } from '../../src/shop.ts'

export type Act = (by: Shop) => Promise<unknown>
/** Says which of so many waiting acts goes on, from 0. */
export type Choose = (waiting: number) => number

/** What some acts answered (what one threw is its answer too), and in which order they went on: `0110`. */
export type Interleaved = { answers: PromiseSettledResult<unknown>[]; turns: string }

/**
 * Runs acts against each other on one database. Each stands still before it begins, before every call it makes, of the
 * database or of a provider, and before it hears what a provider answered; once all stand still, `choose` says who goes
 * on. So a run depends on its choices, and on the clock only where a verb itself stops waiting (the outbox, after seconds).
 */
export async function interleave(shop: Shop, acts: Act[], choose: Choose): Promise<Interleaved> {
  const standing: { act: number; go: () => void }[] = []
  const calling = acts.map(() => 0)
  const ended = acts.map(() => false)
  let looked: () => void = () => undefined

  const turn = (act: number) =>
    new Promise<void>((go) => {
      standing.push({ act, go })
      looked()
    })
  const called = async <T>(act: number, call: () => PromiseLike<T>): Promise<T> => {
    await turn(act)
    calling[act]! += 1
    try {
      return await call()
    } finally {
      calling[act]! -= 1
      looked()
    }
  }
  const isQuiet = (act: number) =>
    calling[act] === 0 && (ended[act] || standing.some((one) => one.act === act))
  const quiet = async () => {
    while (!acts.every((_, act) => isQuiet(act))) await new Promise<void>((done) => (looked = done))
  }

  const begin = async (act: Act, at: number) => {
    // Before its first step too: another one may have gone all the way by then.
    await turn(at)
    return act(
      stoppable(
        shop,
        (call) => called(at, call),
        () => turn(at),
      ),
    )
  }
  const running = Promise.allSettled(
    acts.map((act, at) =>
      begin(act, at).finally(() => {
        ended[at] = true
        looked()
      }),
    ),
  )
  let turns = ''
  for (await quiet(); standing.length; await quiet()) {
    // One of several, whatever the choice says: by act, so that a choice means the same in every run.
    const waiting = [...new Set(standing.map(({ act }) => act))].sort()
    const act = waiting[waiting.length > 1 ? choose(waiting.length) % waiting.length : 0]!
    const [next] = standing.splice(
      standing.findIndex((one) => one.act === act),
      1,
    )
    turns += act
    next!.go()
    await Promise.resolve()
  }
  return { answers: await running, turns }
}

type Called = <T>(call: () => PromiseLike<T>) => Promise<T>

/** A shop that asks `called` for every call, and `turn` before a provider's answer is heard. */
function stoppable(shop: Shop, called: Called, turn: () => Promise<void>): Shop {
  const late = <T>(statement: Statement<T>): Statement<T> => ({
    ...statement,
    // biome-ignore lint/suspicious/noThenProperty: a statement is sent by awaiting it.
    then: (done, failed) => called(() => statement).then(done, failed),
  })
  const db: Db = {
    run: (query) => late(shop.db.run(query)),
    all: (query) => late(shop.db.all(query)),
    batch: (statements) => called(() => shop.db.batch(statements)),
  }
  const gateways = Object.fromEntries(
    Object.entries(shop.gateways ?? {}).map(([method, gateway]) => [
      method,
      Object.fromEntries(
        Object.entries(gateway).map(([name, ask]) => [
          name,
          (...asked: never[]) =>
            called(() => (ask as (...asked: never[]) => Promise<unknown>)(...asked)).then(
              (answer) => turn().then(() => answer),
              (error) =>
                turn().then(() => {
                  throw error
                }),
            ),
        ]),
      ) as Gateway,
    ]),
  )
  return { ...shop, db, gateways }
}

/**
 * Orders in which two acts can go on, one after the other: `run` is called with the choices of each. First one goes some
 * steps, then the other all of its own, then the first goes on, at every step and for either; then all other orders,
 * up to `most` of them. Answers how many there were. With a `stride` only at every so many steps.
 */
export async function everyOrder(
  run: (choose: Choose) => Promise<unknown>,
  most: number,
  stride = 1,
): Promise<number> {
  let count = 0
  for (const first of [0, 1]) {
    for (let steps = 0, met = true; met; steps += stride) {
      let left = steps
      met = false
      // `choose` is asked while both wait: once it was asked after the first one's steps, there was something to interrupt.
      await run(() => {
        if (left-- > 0) return first
        met = true
        return 1 - first
      })
      count += 1
    }
  }
  return count >= most ? count : count + (await allOrders(run, most - count))
}

/** All orders, the last steps changing first. */
async function allOrders(run: (choose: Choose) => Promise<unknown>, most: number): Promise<number> {
  let prefix: number[] = []
  for (let count = 1; ; count += 1) {
    const made: { choice: number; of: number }[] = []
    await run((of) => {
      const choice = Math.min(prefix[made.length] ?? 0, of - 1)
      made.push({ choice, of })
      return choice
    })
    while (made.length && made.at(-1)!.choice + 1 >= made.at(-1)!.of) made.pop()
    if (!made.length || count >= most) return count
    prefix = [...made.slice(0, -1).map(({ choice }) => choice), made.at(-1)!.choice + 1]
  }
}
