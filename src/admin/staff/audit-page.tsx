import { REVERTIBLE } from '../../catalog/listings/reverting.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../paths.ts'
import type { AuditFilter, AuditRow } from '../../staff/auditing.ts'
import type { Person } from '../../staff/queries.ts'
import { Alert } from '../alert.tsx'
import { Field, SelectField } from '../field.tsx'
import { STORAGES } from '../orders/orders-page.tsx'
import { Table } from '../table.tsx'
import { AuditValues } from './audit-entry.tsx'

/** What each verb is called; the filter offers them in this order. */
export const VERBS: Record<string, string> = {
  'staff.signed_in': '登录',
  'staff.signed_out_everywhere': '退出所有设备',
  'staff.set_up': '设置账号',
  'staff.role_changed': '更改角色',
  'listing.created': '发布新商品',
  'listing.published': '发布商品',
  'listing.draft_saved': '保存草稿',
  'listing.draft_discarded': '丢弃草稿',
  'listing.listed': '上架',
  'listing.unlisted': '下架',
  'listing.prices_changed': '改价',
  'listing.prices_reverted': '撤销改价',
  'stock.adjusted': '改库存',
  'stock.counted': '盘点相符',
  'listing.imported': '导入商品表格',
  'listing.import_reverted': '撤销导入',
  'settings.contact_kept': '保存店铺与证照',
  'settings.banner_kept': '保存公告',
  'settings.deadlines_kept': '保存时限',
  'settings.refunds_kept': '保存退款设置',
  'freight.kept': '保存运费',
  'fact.added': '新增数字',
  'fact.kept': '改数字',
  'fact.shown': '展示数字',
  'fact.hidden': '隐藏数字',
  'fact.moved': '移动数字',
  'page.written': '保存页面文字',
  'holiday.kept': '保存节假日',
  'holiday.removed': '删除节假日',
  'producer.kept': '保存生产者',
  'media.stored': '上传图片',
  'listing.share_cover': '画分享封面',
  'media.described': '更改图片说明',
  'staff.invited': '邀请员工',
  'order.shipped': '发货',
  'orders.exported': '导出订单',
  'order.refunded': '部分退款',
  'order.goodwill': '补偿退款',
  'order.goodwill_asked': '申请补偿',
  'order.goodwill_declined': '不同意补偿',
  'order.goodwill_withdrawn': '撤回补偿申请',
  'outbox.tried_again': '重试外部事务',
  'outbox.given_up': '放弃外部事务',
  'order.cancelled': '取消订单',
  'parcel.delivered': '标记送达',
  'parcel.corrected': '更正运单号',
  'slips.printed': '打印装箱单',
  'quotation.saved': '保存报价草稿',
  'quotation.sent': '发送报价',
  'quotation.declined': '结束询价',
  'quotation.contact_seen': '查看单位联系方式',
  'order.address_seen': '查看完整地址',
  'order.invoice_seen': '查看发票信息',
  'promotion.set': '设限时价',
  'promotion.ended': '结束限时价',
  'code.made': '新建优惠码',
  'code.ended': '停用优惠码',
  'campaign.kept': '开关认购活动',
  'garden.made': '新建茶园',
  'garden.changed': '改茶园资料',
  'garden.plots_grid': '生成地块',
  'garden.plots_plot': '改地块',
  'garden.plots_sheet': '导入地块',
  'offer.published': '发布认购方案',
  'garden.update_written': '写动态',
  'garden.update_withdrawn': '撤回动态',
  'garden.update_restored': '恢复动态',
  'garden.harvest_entered': '记收成',
  'garden.harvest_corrected': '更正收成',
  'garden.dispatches_planned': '安排寄茶',
  'garden.season_closed': '关季',
  'dispatches.exported': '导出寄茶名单',
  'dispatch.shipped': '寄出认购茶',
  'board_name.approved': '通过名牌',
  'board_name.refused': '不通过名牌',
  'visit.confirmed': '确认参观',
  'visit.declined': '婉拒参观',
  'adoption.refunded': '退认购款',
}

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
  deadlines: '时限',
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
          ...people.map(({ id, name, login }): [string, string] => [id, `${name}(${login})`]),
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
      <Field name="object" label="对象(填订单号,或点下面的对象)" value={filter.object ?? ''} maxlength={60} />
      <button class="button button-secondary" type="submit">
        筛选
      </button>
    </form>
    {rows.length === 0 ? (
      <p class="empty">{next ? '这一段里没有符合的,请往更早的找' : '没有符合的记录'}</p>
    ) : (
      <Table class="admin-stacked audit-log" head={['时间', '谁', '做了什么', '对象', '改了什么']}>
        {rows.map((row) => (
          <tr>
            <td data-label="时间">{formatInstant(row.at)}</td>
            <td data-label="谁">{row.name}</td>
            <td data-label="做了什么">
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
            <td class="audit-values" data-label="对象">
              <a href={adminPaths.audit({ object: row.object })}>{objectWords(row.object, people)}</a>
            </td>
            <td class="audit-values" data-label="改了什么">
              {row.before === null && row.after === null ? null : <AuditValues row={row} />}
            </td>
          </tr>
        ))}
      </Table>
    )}
    {rows.length ? (
      <p>
        <a href={adminPaths.auditExport(queryOf(filter))}>导出这些(csv,最近1000条)</a>
      </p>
    ) : null}
    {next ? (
      <a class="button button-secondary" href={adminPaths.audit({ ...queryOf(filter), before: next })}>
        更早的
      </a>
    ) : null}
  </>
)
