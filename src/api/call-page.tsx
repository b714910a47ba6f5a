import { type Api, contentOf, curlOf, fieldsOf, parametersOf, type ShownCall, typeOf } from './reading.ts'
import { Example, Fields } from './reference-parts.tsx'

/** One call whole: what it takes, what it answers, how it fails, and an example of each. */
export function CallPage(api: Api & { call: ShownCall }) {
  const { call, t, description } = api
  const { apiPage: words } = t
  const { method, path, operation } = call
  const all = description.components.schemas
  const body = operation.requestBody?.content['application/json']
  const replies = Object.entries(operation.responses)
  const good = replies.filter(([status]) => Number(status) < 400)
  return (
    <div class="wrap api">
      <nav class="crumbs" aria-label={words.calls}>
        <a href={api.paths.api()}>{words.title}</a>
      </nav>
      <h1>{operation.summary}</h1>
      <p class="api-address">
        <code>
          <b>{method}</b> {path}
        </code>
      </p>
      {operation.description.split('\n\n').map((text) => (
        <p>{text}</p>
      ))}
      <p>{operation.security.length ? words.bearer : words.open}</p>
      <h2>{words.request}</h2>
      <Example text={curlOf(api, call)} label={words.request} />
      <h2>{words.parameters}</h2>
      <Fields
        words={words}
        rows={parametersOf(description, operation).map((one) => ({
          name: one.name,
          type: `${words.where[one.in]} · ${typeOf(all, one.schema)}`,
          nullable: false,
          required: one.required,
          description: one.description,
        }))}
      />
      {body ? (
        <>
          <h2>{words.body}</h2>
          <Fields words={words} rows={fieldsOf(all, body.schema)} />
        </>
      ) : null}
      {good.map(([status, reply]) => {
        const media = contentOf(reply)
        return (
          <>
            <h2>
              {words.answers} {status} <small>{reply.description}</small>
            </h2>
            {media && status !== '202' ? (
              <Fields words={words} rows={fieldsOf(all, media.schema)} answered />
            ) : null}
            {media ? (
              <Example text={JSON.stringify(media.example, null, 2)} label={`${words.answer} ${status}`} />
            ) : (
              <p>{words.noBody}</p>
            )}
          </>
        )
      })}
      <h2>{words.problems}</h2>
      {replies
        .filter(([status]) => Number(status) >= 400)
        .map(([status, reply]) => (
          <>
            <h3>{status}</h3>
            <dl class="api-fields">
              {Object.keys(contentOf(reply)?.examples ?? {}).map((code) => (
                <Problem api={api} code={code} />
              ))}
            </dl>
          </>
        ))}
    </div>
  )
}

/** What a code means, and the fields it names beside those all problems have. */
function Problem({ api, code }: { api: Api; code: string }) {
  const { examples } = api.description.components
  const { summary, value } = examples[code] as { summary: string; value: object }
  const {
    type: _type,
    title: _title,
    status: _status,
    code: _code,
    ...named
  } = value as Record<string, unknown>
  return (
    <>
      <dt>
        <code>{code}</code>
      </dt>
      <dd>
        {summary}
        {Object.keys(named).length ? <code class="api-named">{JSON.stringify(named)}</code> : null}
      </dd>
    </>
  )
}
