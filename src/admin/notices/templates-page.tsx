import { formatInstant } from '../../kernel/time.ts'
import { letterWords } from '../../notices/email/words.ts'
import { titleOf } from '../../notices/events.ts'
import { TEMPLATE_STATES, type Template } from '../../notices/schema.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Table } from '../table.tsx'
import { providerWord, TEMPLATE_WORDS } from './words.ts'

export type TemplatesProps = {
  templates: Template[]
  /** Who carries the messages; null where nobody does. */
  provider: string | null
  mayWrite: boolean
  /** The template whose form was refused, with what was typed. */
  at?: { provider: string; event: string; code: string; fields: string; state: string }
  error?: string
}

/** Texts as the carriers hold them: each goes out once its carrier has approved it. */
export const TemplatesPage = (props: TemplatesProps) => {
  const { templates, provider, error } = props
  return (
    <>
      <p>
        <a href={adminPaths.notices()}>‹ 通知</a>
      </p>
      <h1>通知模板</h1>
      <p>
        {provider
          ? `现在短信由${providerWord(provider)}发送。`
          : '还没有开通短信。开通后，这里通过的模板才会发送。'}
        把下面的文字在运营商那里报备，通过后填上模板编号。腾讯云的变量按顺序写成 {'{1}{2}'}。
        微信的在公众平台选用意思相同的模板，填上模板编号，字段按内容里变量的顺序填。
      </p>
      <Alert>{error}</Alert>
      <Table head={['事情', '运营商', '内容', '状态', '处理']}>
        {templates.map((template) => (
          <Line template={template} {...props} />
        ))}
      </Table>
      <h2>邮件文字</h2>
      <p>邮件不用报备，文字随程序更新。变量写成 {'{名字}'}。</p>
      <Table head={['事情', '中文', 'English']}>
        {letterWords().map(({ event, zh, en }) => (
          <tr>
            <th scope="row">{titleOf(event)}</th>
            <td class="letter">{zh}</td>
            <td class="letter" lang="en">
              {en}
            </td>
          </tr>
        ))}
      </Table>
    </>
  )
}

const Line = ({ template, mayWrite, at }: TemplatesProps & { template: Template }) => {
  const { channel, provider, event, text, state, code, changedAt } = template
  const typed = at?.provider === provider && at.event === event ? at : null
  return (
    <tr>
      <th scope="row">{titleOf(event)}</th>
      <td>{providerWord(provider)}</td>
      <td>
        {text}
        {channel === 'wechat' ? (
          <>
            <br />
            <small>{fieldsOf(template)}</small>
          </>
        ) : null}
      </td>
      <td>
        <span class={state === 'stopped' || state === 'refused' ? 'tag tag-warn' : 'tag'}>
          {TEMPLATE_WORDS[state]}
        </span>{' '}
        {code ? <code>{code}</code> : null}
        {changedAt ? (
          <>
            <br />
            <small>{formatInstant(changedAt)}</small>
          </>
        ) : null}
      </td>
      <td>{mayWrite ? <Form template={template} typed={typed} /> : null}</td>
    </tr>
  )
}

const fieldsOf = ({ variables }: Template): string => (JSON.parse(variables) as string[]).join(' ')

type Typed = TemplatesProps['at'] | null

const Form = ({ template, typed }: { template: Template; typed: Typed }) => {
  const { channel, provider, event, changedAt } = template
  const id = `${provider}-${event}`.replace('.', '-')
  const { code, state } = typed ?? template
  return (
    <details open={typed !== null}>
      <summary class="link-button">改</summary>
      <form
        method="post"
        action={adminPaths.noticeTemplate(provider, event)}
        class="admin-form"
        novalidate
        data-once
      >
        <input type="hidden" name="seen" value={changedAt} />
        <label for={`code-${id}`}>模板编号</label>
        <input
          id={`code-${id}`}
          name="code"
          value={code}
          maxlength={60}
          aria-invalid={typed ? 'true' : undefined}
        />
        {channel === 'wechat' ? (
          <>
            <label for={`fields-${id}`}>字段</label>
            <input
              id={`fields-${id}`}
              name="fields"
              value={typed?.fields ?? fieldsOf(template)}
              maxlength={200}
              aria-invalid={typed ? 'true' : undefined}
            />
          </>
        ) : null}
        <label for={`state-${id}`}>状态</label>
        <select id={`state-${id}`} name="state">
          {TEMPLATE_STATES.map((own) => (
            <option value={own} selected={own === state}>
              {TEMPLATE_WORDS[own]}
            </option>
          ))}
        </select>
        <button class="button button-primary" type="submit">
          保存模板
        </button>
      </form>
    </details>
  )
}
