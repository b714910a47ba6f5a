import type { Broken } from '../../invariants/checking.ts'
import { Alert } from '../alert.tsx'
import { Table } from '../table.tsx'

/** Whether money, pieces and plots add up at this moment, and what they do not add up for. */
export const BooksPage = ({ broken, rules }: { broken: Broken[]; rules: number }) => (
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
  </>
)
