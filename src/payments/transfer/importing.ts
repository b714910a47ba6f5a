import { sql } from 'drizzle-orm'
import { insert } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import { sha256 } from '../../kernel/secrets.ts'
import type { Order } from '../../orders/schema.ts'
import type { Shop } from '../../shop.ts'
import { audit } from '../../staff/auditing.ts'
import { mayTransfer } from '../method.ts'
import { type BankArrival, bankStatements } from '../transfer-schema.ts'
import { byLikeness, type Judged, judgeLines, numbersIn } from './matching.ts'
import { openTransfer, openTransfers, remainingFen } from './queries.ts'
import { registerArrival } from './registering.ts'
import type { StatementLine } from './statement.ts'

/** As many lines as one upload holds, and as many as are entered in one go: each costs some round trips. */
export const MOST_LINES = 1000
export const AT_ONCE = 40

export type Imported = { entered: number; held: number; known: number; failed: number; left: number }

/** What a statement would do, line by line, on one snapshot of the books; writes nothing. */
export async function judgeStatement({ db }: Shop, lines: StatementLine[]): Promise<Judged[]> {
  const list = (texts: string[]) => JSON.stringify([...new Set(texts)])
  const [known, alike, open, named] = await db.batch([
    db.all<{ serial: string; fen: number }>(sql`
      SELECT a.bank_serial serial, a.amount_fen fen FROM json_each(${list(lines.map(({ bankSerial }) => bankSerial))}) j
      CROSS JOIN bank_arrivals a ON a.bank_serial = j.value AND a.voided_at IS NULL`),
    db.all<Pick<BankArrival, 'receivedOn' | 'amountFen' | 'payer' | 'bankSerial'>>(sql`
      SELECT a.received_on receivedOn, a.amount_fen amountFen, a.payer, a.bank_serial bankSerial
      FROM json_each(${JSON.stringify(lines.map(({ receivedOn, amountFen }) => ({ receivedOn, amountFen })))}) j
      CROSS JOIN bank_arrivals a ON a.received_on = j.value ->> 'receivedOn' AND a.amount_fen = j.value ->> 'amountFen'
        AND a.voided_at IS NULL`),
    openTransfers(db),
    db.all<Named>(sql`
      SELECT o.number, o.state, o.total_fen remainingFen, o.channel, o.placed_at placedAt, o.pay_before payBefore
      FROM json_each(${list(lines.flatMap(({ remark }) => numbersIn(remark)))}) j
      CROSS JOIN orders o ON o.number = j.value`),
  ])
  const awaiting = open
    .map(openTransfer)
    .map((one) => ({ number: one.number, remainingFen: remainingFen(one), payers: one.payers }))
  // Whose buyer writes its number meant to pay it by transfer, whatever was chosen on the page.
  const waits = new Set(awaiting.map(({ number }) => number))
  const more = named.filter(({ number, state }) => state === 'awaiting_payment' && !waits.has(number))
  const own = new Set(lines.map(({ bankSerial }) => bankSerial))
  const judged = judgeLines(lines, {
    known: new Map(known.map(({ serial, fen }) => [serial, fen])),
    // The lines of this statement that were entered before are themselves, not likenesses.
    entered: byLikeness(alike.filter(({ bankSerial }) => !own.has(bankSerial))),
    awaiting: [
      ...awaiting,
      ...more.map(({ number, remainingFen: fen }) => ({ number, remainingFen: fen, payers: [] })),
    ],
    others: new Map(named.map(({ number, state }) => [number, state])),
  })
  // What registering leaves to a person is said before.
  const whole = new Map(more.filter((one) => !mayTransfer(one)).map((one) => [one.number, one.remainingFen]))
  return judged.map((line) =>
    line.amountFen < (whole.get(line.number ?? '') ?? 0) ? { ...line, note: NOT_BY_TRANSFER } : line,
  )
}

type Named = Pick<Order, 'number' | 'state' | 'channel' | 'placedAt' | 'payBefore'> & { remainingFen: number }
const NOT_BY_TRANSFER = '订单没有选对公转账，也不够全款：先放在“待分配”，由人决定'

/**
 * Enters the lines of a statement one by one, AT_ONCE at most, each in a batch of its own and once by its serial: what broke
 * off goes on where it stopped when the same statement comes again. `unsure` are serials whose order somebody doubted: they are
 * entered without one. Judged afresh, since time passed since the dry run.
 */
export async function importStatement(
  shop: Shop,
  source: { bank: string; name: string },
  lines: StatementLine[],
  unsure: ReadonlySet<string>,
  staffId: string,
): Promise<Imported> {
  const judged = await judgeStatement(shop, lines)
  const fresh = judged.filter(({ verdict }) => verdict !== 'duplicate')
  const done: Imported = {
    ...{ entered: 0, held: 0, failed: 0 },
    known: judged.length - fresh.length,
    left: Math.max(0, fresh.length - AT_ONCE),
  }
  if (!fresh.length) return done
  const statementId = await keepStatement(shop, source, lines, staffId)
  for (const { verdict, check, twin, note, at, number, ...arrival } of fresh.slice(0, AT_ONCE)) {
    const own = check && unsure.has(arrival.bankSerial) ? null : number
    const registered = await registerArrival(shop, { ...arrival, number: own, statementId }, staffId)
    if (!registered.ok) done.failed += 1
    else if (registered.value.state === 'held') done.held += 1
    else if (registered.value.state === 'duplicate') done.known += 1
    else done.entered += 1
  }
  return done
}

/** The row of a statement, one for each content, however often it is sent. */
async function keepStatement(
  { db, now }: Shop,
  { bank, name }: { bank: string; name: string },
  lines: StatementLine[],
  staffId: string,
): Promise<string> {
  const hash = await sha256(JSON.stringify(lines.map(({ bankSerial, amountFen }) => [bankSerial, amountFen])))
  const row = { id: newId('stm', now), bank, name, hash, lines: lines.length, staffId, at: now }
  const entry = {
    ...{ staffId, verb: 'statement.imported', object: `statement:${row.id}` },
    after: { bank, rows: lines.length },
  }
  const [, [kept]] = await db.batch([
    db.run(insert(bankStatements).values(row).onConflictDoNothing()),
    db.all<{ id: string }>(sql`SELECT id FROM bank_statements WHERE hash = ${hash}`),
    audit(db, entry, now),
  ])
  return kept!.id
}
