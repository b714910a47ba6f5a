import type { Child } from 'hono/jsx'
import type { Token, Tokens } from 'marked'
import { readMarkdown } from './markdown-reading.ts'

/**
 * Markdown as elements of ours. It is read into tokens and drawn through JSX, which escapes every text: raw HTML
 * stands as the letters that were typed, pictures as their words, and a link leads only to http(s), mail, phone or
 * a path of the shop. Headings begin at h2, below the page's own.
 */
export const Markdown = async ({ text }: { text: string }) => <>{draw(await readMarkdown(text))}</>

const draw = (tokens: Token[] | undefined): Child => (tokens ?? []).map((token) => drawOne(token))

/** The address of a link, or null for any scheme that could run something. */
export function safeHref(href: string): string | null {
  // Browsers drop control characters and blanks inside a scheme.
  const bare = href.replace(/[\s\p{Cc}\p{Cf}]/gu, '')
  if (/^(?:https?:\/\/|mailto:|tel:)/i.test(bare)) return bare
  return /^(?:\/(?![/\\])|#)/.test(bare) ? bare : null
}

function drawOne(token: Token): Child {
  switch (token.type) {
    case 'heading':
      return heading(token as Tokens.Heading)
    case 'paragraph':
      return <p>{draw(token.tokens)}</p>
    case 'list':
      return list(token as Tokens.List)
    case 'blockquote':
      return <blockquote>{draw(token.tokens)}</blockquote>
    case 'table':
      return table(token as Tokens.Table)
    case 'code':
      return (
        <pre>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      )
    case 'hr':
      return <hr />
    case 'strong':
      return <strong>{draw(token.tokens)}</strong>
    case 'em':
      return <em>{draw(token.tokens)}</em>
    case 'del':
      return <del>{draw(token.tokens)}</del>
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>
    case 'br':
      return <br />
    case 'link':
      return link(token as Tokens.Link)
    case 'space':
    case 'def':
      return null
    case 'text': {
      const { tokens, text } = token as Tokens.Text
      return tokens ? draw(tokens) : text
    }
    default:
      // A picture's words, an escaped letter, and raw HTML as it was typed.
      return String((token as Tokens.Generic).text ?? token.raw)
  }
}

function heading({ depth, tokens }: Tokens.Heading): Child {
  const inner = draw(tokens)
  if (depth <= 2) return <h2>{inner}</h2>
  return depth === 3 ? <h3>{inner}</h3> : <h4>{inner}</h4>
}

function list({ ordered, start, items }: Tokens.List): Child {
  const rows = items.map((item) => <li>{draw(item.tokens)}</li>)
  return ordered ? <ol start={start === '' ? undefined : start}>{rows}</ol> : <ul>{rows}</ul>
}

function link({ href, tokens }: Tokens.Link): Child {
  const address = safeHref(href)
  return address ? (
    <a href={address} rel="noopener">
      {draw(tokens)}
    </a>
  ) : (
    draw(tokens)
  )
}

const table = ({ header, rows }: Tokens.Table): Child => (
  <div class="table-scroll" role="group" tabindex={0} aria-label={header.map((cell) => cell.text).join(' ')}>
    <table>
      <thead>
        <tr>
          {header.map((cell) => (
            <th scope="col">{draw(cell.tokens)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((cell) => (
              <td>{draw(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
