import type { ContactField } from '../../env.ts'
import { CONTACT_FIELDS, type ContactErrors } from '../../settings/contact.ts'
import type { Contact } from '../../settings/shop.ts'
import { adminPaths } from '../../urls.ts'
import { Field, Mend, Saved } from '../field.tsx'
import { type Began, BeganAt, type Between, keepWords, Meanwhile } from '../meanwhile.tsx'
import { CONTACT_NAMES } from './words.ts'

const HINTS: Partial<Record<keyof Contact, string>> = {
  licenceUntil: '长期有效就留空',
  licenceNo: '18位，照营业执照填写',
  foodLicenceNo: 'JY 加14位数字',
  icp: '例如 粤ICP备2024012345号-1',
  phone: '手机、带区号的座机或400号码',
  wechat: '微信号或公众号名称',
  complaints: '例如 拨打12315，或写明电话、邮箱',
}

type Props = Began<Contact> & {
  typed: Contact
  errors: ContactErrors
  /** What the deployment's variables say where staff leave a field empty. */
  variables: Record<ContactField, string | null>
  saved: boolean
  between: Between | undefined
}

/** Who runs the shop and how to reach a person; shown in the footer, at /contact and /licences. */
export const ContactPage = ({ typed, errors, variables, saved, over, was, between }: Props) => (
  <>
    <h1>店铺与证照</h1>
    <Saved shown={saved} />
    <Mend errors={errors} />
    <Meanwhile between={between} />
    <p>显示在每页页脚、“联系我们”和“证照信息”。没有的先留空，页面会写“待补充”。</p>
    <form method="post" action={adminPaths.shopSettings} class="admin-form" novalidate>
      <BeganAt over={over} was={was} />
      {CONTACT_FIELDS.map((name) => {
        const variable = name in variables ? variables[name as ContactField] : null
        return (
          <Field
            name={name}
            label={CONTACT_NAMES[name]}
            value={typed[name]}
            error={errors[name]}
            type={name.endsWith('Until') ? 'date' : 'text'}
            maxlength={80}
            hint={variable ? `留空则显示部署时设置的“${variable}”` : HINTS[name]}
          />
        )
      })}
      <button class="button button-primary" type="submit">
        {keepWords(between)}
      </button>
    </form>
  </>
)
