import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import type { Imported } from '../../payments/transfer/importing.ts'
import type { Judged, Verdict } from '../../payments/transfer/matching.ts'
import type { OddLine } from '../../payments/transfer/statement.ts'
import { adminPaths } from '../../urls.ts'
import { Alert, Notice } from '../alert.tsx'
import { SheetForm } from '../field.tsx'
import { captionOf, Table } from '../table.tsx'
import { ColumnForm, type Mapping } from './column-form.tsx'
import { Tabs } from './tabs.tsx'

export type DryRun = {
  bank: string
  name: string
  judged: Judged[]
  odd: OddLine[]
  outgoing: number
  /** What the last press entered; null before the first. */
  imported: Imported | null
}

type Props = { banks: string[]; error: string | null; mapping: Mapping | null; dryRun: DryRun | null }

const VERDICTS: Record<Verdict, string> = {
  match: '匹配',
  short: '少付',
  over: '多付',
  unknown: '未知',
  duplicate: '重复',
}
const SHOWN = 300

/** After an import most of what is known was entered by it: that is no duplicate. */
const wordsFor = (imported: Imported | null): Record<Verdict, string> =>
  imported ? { ...VERDICTS, duplicate: '已登记' } : VERDICTS

/** Upload → name the columns once → look → enter: nothing is written before the last button. */
export const StatementPage = ({ banks, error, mapping, dryRun }: Props) => (
  <>
    <h1>对公转账</h1>
    <Tabs current="statements" />
    <Alert id="sheet-error">{error}</Alert>
    {mapping ? (
      <ColumnForm {...mapping} />
    ) : (
      <>
        <ol>
          <li>从网上银行下载交易明细（xlsx 或 csv），不用改动</li>
          <li>第一次用一家银行的明细，指一下各列是什么，以后会记住</li>
          <li>上传核对：这一步不会改动任何订单</li>
          <li>确认入账：每一行单独入账，同一流水号只入一次；中途断了，再传一次就接着入</li>
        </ol>
        <SheetForm action={adminPaths.statements} label="银行明细（xlsx或csv）" wrong={Boolean(error)} />
        {banks.length ? <p class="fine">已经记住列的银行：{banks.join('、')}</p> : null}
      </>
    )}
    {dryRun ? <DryRunPart {...dryRun} /> : null}
  </>
)

const sumOf = (lines: Judged[]) => formatYuan(lines.reduce((sum, { amountFen }) => sum + amountFen, 0))

/** The lines as they travel between two looks: of each what the next look judges again. */
const packed = (lines: Judged[]): string =>
  JSON.stringify(
    lines.map(({ at, receivedOn, amountFen, payer, bankSerial, remark }) => [
      ...[at, receivedOn, amountFen, payer, bankSerial, remark],
    ]),
  )

function DryRunPart({ bank, name, judged, odd, outgoing, imported }: DryRun) {
  const fresh = judged.filter(({ verdict }) => verdict !== 'duplicate')
  return (
    <section>
      {imported ? <Done {...imported} /> : null}
      <h2>
        {bank} · {name}
      </h2>
      <ul class="admin-counts">
        {Object.entries(wordsFor(imported)).map(([verdict, label]) => {
          const own = judged.filter((line) => line.verdict === verdict)
          return (
            <li>
              <span class="tag">{label}</span> {own.length} 笔 ¥{sumOf(own)}
            </li>
          )
        })}
        <li>
          <span class="tag">支出</span> {outgoing} 笔，不入账
        </li>
      </ul>
      {odd.length ? <OddLines odd={odd} /> : null}
      <form method="post" action={adminPaths.statementLines} enctype="multipart/form-data" data-once>
        <input type="hidden" name="bank" value={bank} />
        <input type="hidden" name="sheetName" value={name} />
        <input type="hidden" name="outgoing" value={outgoing} />
        <input type="hidden" name="lines" value={packed(judged)} />
        {judged.length ? <Lines judged={judged} words={wordsFor(imported)} /> : <p>这份明细里没有收入。</p>}
        {fresh.length ? (
          <>
            <p>
              匹配、少付、多付的记到订单；多付的余款和未知的放在“待分配”；重复的跳过。超过限额的等第二个人确认。
            </p>
            <button class="button button-primary" type="submit">
              {imported ? `继续入账（还有 ${fresh.length} 笔）` : `确认入账 ${fresh.length} 笔`}
            </button>
          </>
        ) : null}
      </form>
    </section>
  )
}

const Done = ({ entered, held, failed, left }: Imported) => (
  <Notice>
    已入账 {entered} 笔{held ? `，${held} 笔超过限额，等第二个人确认` : ''}
    {failed ? `，${failed} 笔没有入账（同事正在办），请再点一次` : ''}
    {left ? `，还有 ${left} 笔没有入，请点“继续入账”` : ''}。 <a href={adminPaths.transfers()}>看待分配的</a>
  </Notice>
)

const Lines = ({ judged, words }: { judged: Judged[]; words: Record<Verdict, string> }) => (
  <Table
    label="核对结果"
    caption={captionOf('核对结果', judged.length, SHOWN)}
    head={['行', '结果和订单', '日期', '金额（元）', '付款人', '附言']}
    numbers={[3]}
  >
    {judged.slice(0, SHOWN).map((line) => (
      <tr>
        <th scope="row">{line.at}</th>
        <td>
          <div>
            <span class="tag">{words[line.verdict]}</span>
            {line.number ? (
              <span class="cell-reason">
                <a href={adminPaths.order(line.number)}>{formatOrderNumber(line.number)}</a>
              </span>
            ) : null}
            {line.note ? <span class="cell-reason">{line.note}</span> : null}
            {line.check ? (
              <label>
                <input type="checkbox" name="sure" value={line.bankSerial} checked={line.twin === null} />{' '}
                记到这笔
              </label>
            ) : null}
          </div>
        </td>
        <td>{line.receivedOn}</td>
        <td class="is-number">{formatYuan(line.amountFen)}</td>
        <td>{line.payer}</td>
        <td>
          <span>
            {line.remark}
            <br />
            <small>{line.bankSerial}</small>
          </span>
        </td>
      </tr>
    ))}
  </Table>
)

const OddLines = ({ odd }: { odd: OddLine[] }) => (
  <Table
    label="看不懂的行"
    caption={captionOf('看不懂的行，不入账', odd.length, SHOWN)}
    head={['行', '原因', '内容']}
  >
    {odd.slice(0, SHOWN).map(({ at, why, shown }) => (
      <tr>
        <th scope="row">{at}</th>
        <td>{why}</td>
        <td>{shown}</td>
      </tr>
    ))}
  </Table>
)
