import type { ContactField } from '../../env.ts'
import type { endingLicences } from '../../settings/contact.ts'
import { may, type Permission } from '../../staff/roles.ts'
import { adminPaths } from '../../urls.ts'
import { CONTACT_NAMES } from './words.ts'

type Props = {
  missing: ContactField[]
  /** Nothing says yet what a parcel costs: no listing can be published. */
  withoutFreight: boolean
  ending: ReturnType<typeof endingLicences>
  /** The year whose holidays are missing though it is near. */
  alarm: number | null
  role: string
}

const TOPICS: [href: string, title: string, text: string, permission?: Permission][] = [
  [adminPaths.shopSettings, '店铺与证照', '经营者、证照号、备案号、电话和微信，显示在页脚、联系页和证照页'],
  [adminPaths.freight, '运费', '分区、首重续重、包邮门槛、发货日'],
  [adminPaths.deadlines, '时限', '付款、视为送达、自动收货、超时提醒、售后'],
  [adminPaths.refundRules, '退款和到账', '补偿、对公到账超过多少要第二个人', 'settings.refunds'],
  [adminPaths.returns, '退货地址', '同意退货后顾客寄到哪里'],
  [adminPaths.selling, '暂停接单', '出了问题时，马上停止下单和付款；退款和发货照常', 'selling.stop'],
  [adminPaths.holidays, '节假日', '哪些天不发货'],
  [adminPaths.banner, '公告', '商店页面顶部的一行字，到期自动撤下'],
  [adminPaths.facts, '有出处的数字', '首页和“有出处的数字”页，每条都写明来源'],
  [adminPaths.pageTexts, '页面文字', '“普定的山与茶”和“生产者”'],
]

/** What the shop still lacks, what ends soon, and where each thing is kept. */
export const SettingsPage = ({ missing, withoutFreight, ending, alarm, role }: Props) => (
  <>
    <h1>设置</h1>
    <section>
      <h2>还缺什么</h2>
      {missing.length || withoutFreight || ending.length || alarm !== null ? (
        <div class="basket-alert" role="note">
          <ul>
            {missing.length ? (
              <li>
                <a href={adminPaths.shopSettings}>开业前要填好：</a>
                {missing.map((field) => CONTACT_NAMES[field]).join('、')}
              </li>
            ) : null}
            {withoutFreight ? (
              <li>
                <a href={adminPaths.freight}>还没有设运费</a>，设好以后商品才能发布
              </li>
            ) : null}
            {ending.map(({ field, until, ended }) => (
              <li>
                <a href={adminPaths.shopSettings}>{CONTACT_NAMES[field]}</a>
                {ended ? `已于 ${until} 到期，请尽快换证` : `是 ${until}，请提前办理延续`}
              </li>
            ))}
            {alarm === null ? null : (
              <li>
                <a href={adminPaths.holidays}>还没有 {alarm} 年的节假日</a>，请按国务院通知补上
              </li>
            )}
          </ul>
        </div>
      ) : (
        <p>证照和联系方式已填齐，节假日已更新。</p>
      )}
    </section>
    <ul class="admin-topics">
      {TOPICS.filter(([, , , needed]) => !needed || may(role, needed)).map(([href, title, text]) => (
        <li>
          <a href={href}>
            <strong>{title}</strong>
            <span>{text}</span>
          </a>
        </li>
      ))}
    </ul>
  </>
)
