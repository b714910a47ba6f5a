import {
  backOf,
  GROUPINGS,
  type Grouping,
  goodsOf,
  groupedBy,
  type LedgerSums,
  netOf,
  totalOf,
} from '../../books/ledger.ts'
import type { Ledger } from '../../books/reading.ts'
import type { Broken } from '../../invariants/checking.ts'
import { formatYuan } from '../../kernel/money.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field, SelectField } from '../field.tsx'
import { Table } from '../table.tsx'
import { GROUPING_NAMES, groupWords, ledgerWords } from './words.ts'

type Props = {
  broken: Broken[]
  rules: number
  /** Null: what was asked for is no period. */
  ledger: Ledger | null
  by: Grouping
  asked: { from: string; to: string }
  error: string | undefined
}

/** Whether money, pieces and plots add up at this moment; and the books of a period. */
export const BooksPage = ({ broken, rules, ...books }: Props) => (
  <>
    <h1>账目核对</h1>
    <p>
      订单、收款、退款、库存和地块之间，有 {rules}{' '}
      条在任何时候都必须成立的关系。打开本页就核对一次，每天夜里也会自动核对。
    </p>
    {broken.length ? (
      <>
        <Alert>有 {broken.length} 条不成立。请先不要改动下面这些订单、SKU 和地块，把本页转给技术支持。</Alert>
        <Table label="不成立的关系" head={['编号', '问题', '涉及（订单号、SKU 或地块，最多 20 个）']}>
          {broken.map(({ code, words, ids }) => (
            <tr>
              <th scope="row">{code}</th>
              <td>{words}</td>
              <td>{ids.join('、')}</td>
            </tr>
          ))}
        </Table>
      </>
    ) : (
      <p class="admin-saved" role="status">
        现在全部成立。
      </p>
    )}
    <Books {...books} />
  </>
)

const HEAD = ['商品', '优惠', '退货款', '货款', '运费', '其他退款', '多收的款', '手续费', '净额'] as const
const CELLS: ((sums: LedgerSums) => number)[] = [
  ({ grossFen }) => grossFen,
  ({ discountFen }) => discountFen,
  ({ goodsBackFen }) => goodsBackFen,
  goodsOf,
  ({ freightFen }) => freightFen,
  (sums) => backOf(sums) - sums.goodsBackFen,
  ({ unkeptFen }) => unkeptFen,
  ({ feeFen }) => feeFen,
  netOf,
]

const Books = ({ ledger, by, asked, error }: Omit<Props, 'broken' | 'rules'>) => (
  <section aria-labelledby="ledger">
    <h2 id="ledger">账目</h2>
    <form method="get" action={adminPaths.books()} class="admin-search books-asked">
      <Field name="from" label="从" type="date" value={asked.from} />
      <Field name="to" label="到（含当天）" type="date" value={asked.to} error={error} />
      <SelectField
        name="by"
        label="按什么看"
        value={by}
        options={GROUPINGS.map((one) => [one, GROUPING_NAMES[one]])}
      />
      <button class="button button-secondary" type="submit">
        查看
      </button>
    </form>
    {ledger ? <Sums ledger={ledger} by={by} /> : null}
  </section>
)

const Sums = ({ ledger, by }: { ledger: Ledger; by: Grouping }) => {
  const { period, openingFen, entries } = ledger
  const total = totalOf(entries)
  const words = ledgerWords(ledger)
  return (
    <>
      <p class="admin-actions">
        下载全部明细：<a href={adminPaths.booksXlsx({ ...period })}>xlsx</a>{' '}
        <a href={adminPaths.booksCsv({ ...period })}>csv</a>
      </p>
      <p>
        期初 ¥{formatYuan(openingFen)} + 净额 ¥{formatYuan(netOf(total))} = 期末 ¥
        {formatYuan(openingFen + netOf(total))}
      </p>
      <Table
        label="账目"
        caption={`${period.from} 到 ${period.to}，元`}
        head={[GROUPING_NAMES[by], ...HEAD]}
        numbers={HEAD.map((_, at) => at + 1)}
        foot={
          <>
            <Row name="合计" sums={total} />
            <Held name="期末" fen={openingFen + netOf(total)} />
          </>
        }
      >
        <Held name="期初" fen={openingFen} />
        {groupedBy(entries, by).map(({ value, sums }) => (
          <Row name={groupWords(by, value, words)} sums={sums} />
        ))}
      </Table>
      {ledger.waitingFen ? (
        <p>
          另有对公转账到账 ¥{formatYuan(ledger.waitingFen)}{' '}
          不在上面：还没有分配、订单还没有付清，或换成了优惠码。期末加上它，才是应当在账上的钱。
        </p>
      ) : null}
      <p class="fine">
        期初加净额等于期末{ledger.waitingFen ? '' : '，就是当时应当在账上的钱'}
        。货款和「概览」里的相同。退款从决定那天算起，不等支付渠道办成。
        {''}
        手续费按账单那天算，账单没到就还没有；支付渠道结算到银行的钱不从这里减。
      </p>
    </>
  )
}

const Row = ({ name, sums }: { name: string; sums: LedgerSums }) => (
  <tr>
    <th scope="row">{name}</th>
    {CELLS.map((of) => (
      <td class="is-number">{formatYuan(of(sums))}</td>
    ))}
  </tr>
)

const Held = ({ name, fen }: { name: string; fen: number }) => (
  <tr>
    <th scope="row">{name}</th>
    <td colspan={HEAD.length - 1} />
    <td class="is-number">
      <strong>{formatYuan(fen)}</strong>
    </td>
  </tr>
)
