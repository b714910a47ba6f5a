import { shownRate } from '../../catalog/tax.ts'
import type { InvoiceRequest } from '../../invoices/schema.ts'
import { pieceYuan, type Sheet } from '../../invoices/sheet.ts'
import { plainYuan } from '../../kernel/money.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Table } from '../table.tsx'

const WORDS = { copy: '复制', copied: '已复制' }

/** A text to copy, with the button behind it. */
const Copied = ({ text }: { text: string }) => (
  <>
    <span>{text}</span> <CopyButton text={text} words={WORDS} />
  </>
)

/** Who the invoice is made out to, field by field as the bureau's form asks. */
export const BuyerFields = ({ request }: { request: InvoiceRequest }) => {
  const fields: [string, string][] = [
    ['购买方名称', request.title],
    ['税号', request.taxNo],
    ['地址', request.address],
    ['电话', request.phone],
    ['开户银行', request.bank],
    ['银行账号', request.account],
    ['邮箱', request.email],
  ]
  return (
    <dl class="order-facts">
      {fields
        .filter(([, text]) => text)
        .map(([label, text]) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <Copied text={text} />
            </dd>
          </div>
        ))}
    </dl>
  )
}

/** The lines to copy, in the order of the bureau's form; amounts hold their tax. */
export const SheetTable = ({ sheet, copied }: { sheet: Sheet; copied: boolean }) => {
  const cell = (text: string) => (copied && text ? <Copied text={text} /> : text)
  return (
    <Table
      label="抄写单"
      head={[
        ...['项目名称', '税收编码', '税率', '规格', '单位', '数量'],
        ...['含税单价', '含税金额', '不含税金额', '税额'],
      ]}
      foot={
        <tr>
          <th scope="row">价税合计</th>
          <td colspan={6} />
          <td>{cell(plainYuan(sheet.amountFen))}</td>
          <td>{plainYuan(sheet.netFen)}</td>
          <td>{plainYuan(sheet.taxFen)}</td>
        </tr>
      }
    >
      {sheet.lines.map((line) => (
        <tr>
          <th scope="row">{cell(line.name)}</th>
          <td>{line.tax.code ? cell(line.tax.code) : <span class="tag tag-cold">没有填</span>}</td>
          <td>
            {line.tax.rateBp === null ? (
              <span class="tag tag-cold">没有填</span>
            ) : line.tax.exemptReason ? (
              `免税（${line.tax.exemptReason}）`
            ) : (
              `${shownRate(line.tax.rateBp)}%`
            )}
          </td>
          <td>{cell(line.spec)}</td>
          <td>{cell(line.unit)}</td>
          <td>{cell(String(line.quantity))}</td>
          <td>{cell(pieceYuan(line))}</td>
          <td>{cell(plainYuan(line.amountFen))}</td>
          <td>{plainYuan(line.netFen)}</td>
          <td>{plainYuan(line.taxFen)}</td>
        </tr>
      ))}
    </Table>
  )
}
