import { REVERTIBLE } from '../../catalog/listings/reverting.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { AuditFilter, AuditRow } from '../../staff/auditing.ts'
import type { Person } from '../../staff/queries.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field, SelectField } from '../field.tsx'
import { Table } from '../table.tsx'
import { STORAGES } from '../words.ts'
import { AuditValues } from './audit-entry.tsx'
import { VERBS } from './verbs.ts'

const KINDS: Record<string, string> = {
  order: '订单',
  orders: '订单列表',
  slips: '装箱单',
  product: '商品',
  sku: 'SKU',
  skus: '规格',
  sheet: '商品表格',
  code: '优惠码',
  media: '图片',
  family: '品类',
  producer: '生产者',
  quotation: '报价单',
  garden: '茶园',
  adoption: '认购',
  dispatch: '寄茶包裹',
  dispatches: '寄茶名单',
  visit: '参观',
  campaign: '认购活动',
  fact: '数字',
  page: '页面',
  holiday: '节假日',
  search: '搜索',
  freight: '运费',
  staff: '员工',
  role: '角色',
  settings: '设置',
  listings: '商品',
}

const NAMES: Record<string, string | undefined> = {
  ...STORAGES,
  contact: '店铺与证照',
  banner: '公告',
  selling: '暂停接单',
  deadlines: '时限',
  synonyms: '同义词',
}

/** An object by its kind in words; what follows stays, to be told apart and copied. */
const objectWords = (object: string, people: Person[]): string => {
  const [kind = '', ...rest] = object.split(':')
  const id = rest.join(':')
  const person = kind === 'staff' ? people.find((one) => one.id === id)?.name : undefined
  return KINDS[kind] ? `${KINDS[kind]} ${person ?? NAMES[id] ?? id}` : object
}

type Props = {
  rows: AuditRow[]
  filter: AuditFilter
  people: Person[]
  verbs: [verb: string, name: string][]
  next: string | null
  wrong: string | null
}

const queryOf = ({ object, staffId, verb, from, to }: AuditFilter) => ({
  object,
  staff: staffId,
  verb,
  from,
  to,
})

/** Who did what to which object; entries are never changed or deleted. */
export const AuditPage = ({ rows, filter, people, verbs, next, wrong }: Props) => (
  <>
    <h1>操作记录</h1>
    <Alert>{wrong}</Alert>
    <form class="admin-pairs" action={adminPaths.audit()} role="search">
      <SelectField
        name="staff"
        label="谁"
        value={filter.staffId ?? ''}
        options={[
          ['', '所有人'],
          ...people.map(({ id, name, login }): [string, string] => [id, `${name}（${login}）`]),
        ]}
      />
      <SelectField
        name="verb"
        label="做了什么"
        value={filter.verb ?? ''}
        options={[['', '所有操作'], ...verbs]}
      />
      <Field name="from" label="从哪天" type="date" value={filter.from ?? ''} />
      <Field name="to" label="到哪天" type="date" value={filter.to ?? ''} />
      <Field
        name="object"
        label="对象（填订单号，或点下面的对象）"
        value={filter.object ?? ''}
        maxlength={60}
      />
      <button class="button button-secondary" type="submit">
        筛选
      </button>
    </form>
    {rows.length === 0 ? (
      <p class="empty">{next ? '这一页没有符合的记录，请查看更早的' : '没有符合的记录'}</p>
    ) : (
      <Table class="audit-log" head={['时间', '谁', '做了什么', '对象', '改了什么']}>
        {rows.map((row) => (
          <tr>
            <th scope="row">{formatInstant(row.at)}</th>
            <td>{row.name}</td>
            <td>
              {VERBS[row.verb] ?? row.verb}
              {REVERTIBLE[row.verb] ? (
                <form method="post" action={adminPaths.listingReversions}>
                  <input type="hidden" name="entry" value={row.id} />
                  <button class="link-button" type="submit">
                    撤销
                  </button>
                </form>
              ) : null}
            </td>
            <td class="audit-values">
              <a href={adminPaths.audit({ object: row.object })}>{objectWords(row.object, people)}</a>
            </td>
            <td class="audit-values">
              {row.before === null && row.after === null ? null : <AuditValues row={row} />}
            </td>
          </tr>
        ))}
      </Table>
    )}
    {rows.length ? (
      <p>
        <a href={adminPaths.auditExport(queryOf(filter))}>导出这些（csv，最近1000条）</a>
      </p>
    ) : null}
    {next ? (
      <a class="button button-secondary" href={adminPaths.audit({ ...queryOf(filter), before: next })}>
        更早的
      </a>
    ) : null}
  </>
)
