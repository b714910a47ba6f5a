import { PROBLEMS } from './answer-schemas/problems.ts'
import { type Api, codesOf, curlOf, parametersOf, type ShownCall } from './reading.ts'
import { Example } from './reference-parts.tsx'

/** What holds for every call, the list of them, every code a problem may have, and what changed. */
export function ApiPage(api: Api) {
  const { base, description, t, paths } = api
  const { apiPage: words, apiTags } = t
  const document = `${base}/openapi.json`
  const first = api.calls.find(({ operation }) => operation.operationId === 'listProducts')!
  return (
    <div class="wrap api">
      <h1>{words.title}</h1>
      <p class="api-lead">{words.lead}</p>
      <section aria-labelledby="start">
        <h2 id="start">{words.start}</h2>
        <dl class="api-facts">
          <dt>{words.base}</dt>
          <dd>
            <code>{base}</code>
          </dd>
          <dt>{words.document}</dt>
          <dd>
            <a href={new URL(document).pathname}>{document}</a>
          </dd>
        </dl>
        <p>{words.startText}</p>
        <Example text={curlOf(api, first)} label={words.request} />
      </section>
      <section aria-labelledby="calls">
        <h2 id="calls">{words.calls}</h2>
        {description.tags.map(({ name }) => (
          <>
            <h3>{apiTags[name as keyof typeof apiTags]}</h3>
            <ul class="api-calls">
              {api.calls
                .filter(({ operation }) => operation.tags.includes(name))
                .map((call) => (
                  <CallRow api={api} call={call} href={paths.api({ call: call.operation.operationId })} />
                ))}
            </ul>
          </>
        ))}
      </section>
      <section aria-labelledby="rules">
        <h2 id="rules">{words.rules}</h2>
        <div class="api-rules">
          {words.guide.map(([title, text]) => (
            <div>
              <h3>{title}</h3>
              <p>{text}</p>
            </div>
          ))}
        </div>
      </section>
      <section aria-labelledby="codes">
        <h2 id="codes">{words.codes}</h2>
        <dl class="api-fields">
          {Object.entries(description.components.examples).map(([code, { summary }]) => (
            <>
              <dt>
                <code>{code}</code> {PROBLEMS[code as keyof typeof PROBLEMS][0]}
              </dt>
              <dd>{summary}</dd>
            </>
          ))}
        </dl>
      </section>
      <section aria-labelledby="changes">
        <h2 id="changes">{words.changes}</h2>
        <dl class="api-facts">
          {t.apiChanges.map(([version, on, text]) => (
            <>
              <dt>
                {version} <time datetime={on}>{on}</time>
              </dt>
              <dd>{text}</dd>
            </>
          ))}
        </dl>
      </section>
    </div>
  )
}

/** A call in three lines: address, what it does, and the names and codes it knows. */
function CallRow({ api, call, href }: { api: Api; call: ShownCall; href: string }) {
  const { apiPage: words } = api.t
  const { method, path, operation } = call
  const names = parametersOf(api.description, operation)
    .map(({ name }) => name)
    .filter((name) => name !== 'Accept-Language')
  const replies = Object.keys(operation.responses)
  return (
    <li>
      <a href={href}>
        <code>
          <b>{method}</b> {path}
        </code>
        <span>{operation.summary}</span>
      </a>
      <p>
        {names.length ? `${words.parameters} ${names.join(' ')} · ` : ''}
        {words.answers} {replies.filter((status) => Number(status) < 400).join(' ')} · {words.problems}{' '}
        {codesOf(operation).join(' ')}
        {operation.security.length ? ` · ${words.bearer}` : ''}
      </p>
    </li>
  )
}
