import { Buffer } from 'node:buffer'
import { connect as connectPlain, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { type Answer, unknown } from '../answer.ts'
import type { Letter } from './letter.ts'
import type { Sender, SmtpServer } from './settings.ts'

/** Shorter than one attempt of a notice, so that the answer can be written down. */
const TIMEOUT_MS = 12_000

/** The letter as it goes over the wire. Nothing is read of a file or an address. */
export const mimeOf = (letter: Letter, from: Sender, messageId: string, now: number): Promise<Buffer> =>
  new MailComposer({
    ...{ from, to: letter.to, subject: letter.subject, text: letter.text, html: letter.html },
    ...{ messageId, date: new Date(now), disableFileAccess: true, disableUrlAccess: true },
    headers: stopHeaders(letter),
    attachments: letter.attachments.map(({ filename, type, content }) => ({
      ...{ filename, contentType: type, content: Buffer.from(content) },
    })),
  })
    .compile()
    .build()

export const stopHeaders = ({ stop }: Letter): Record<string, string> => ({
  'List-Unsubscribe': `<${stop}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

type Envelope = { from: string; to: string }
/** A code of the server itself, or null: the connection broke, or nobody answered. */
type Failure = { responseCode?: number; command?: string; code?: string }

/**
 * Hands one letter to a server. A code of its own is its word; what breaks before the letter itself is begun was not sent,
 * and what breaks after that may have been. Nothing of it is logged.
 */
export async function sendBySmtp(server: SmtpServer, { from, to }: Envelope, mime: Buffer): Promise<Answer> {
  let begun = false
  // Read once the server says that it waits for the letter.
  const letter = Readable.from(
    (function* () {
      begun = true
      yield mime
    })(),
    { objectMode: false },
  )
  const broken = (): Answer =>
    begun ? unknown('no answer') : { outcome: 'refused', code: 'no_connection', again: true, stop: false }
  let close = () => {}
  const talk = new Promise<Answer>((resolve) => {
    const failed = (error: Failure) => resolve(saidBy(error) ?? broken())
    const socket = opened(server, failed, () => {
      const connection = new SMTPConnection({
        ...{
          connection: socket,
          host: server.host,
          secure: server.secure,
          secured: server.secure,
          ignoreTLS: true,
        },
        ...{
          name: from.slice(from.lastIndexOf('@') + 1),
          socketTimeout: TIMEOUT_MS,
          greetingTimeout: TIMEOUT_MS,
        },
      })
      close = () => connection.close()
      connection.on('error', failed)
      const send = () =>
        connection.send({ from, to: [to] }, letter, (error, info) => {
          if (error) return failed(error as Failure)
          resolve({ outcome: 'sent', providerId: info?.serverMessageId ?? '' })
          connection.quit()
        })
      connection.connect((error) => {
        if (error) return failed(error as Failure)
        if (!server.user) return send()
        connection.login({ user: server.user, pass: server.password }, (refused) =>
          refused ? failed({ ...(refused as Failure), code: 'EAUTH' }) : send(),
        )
      })
    })
    close = () => socket.destroy()
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve(broken()), TIMEOUT_MS)
  })
  const answer = await Promise.race([talk, late])
  clearTimeout(timer)
  if (answer.outcome !== 'sent') close()
  return answer
}

function opened(server: SmtpServer, failed: (error: Failure) => void, ready: () => void): Socket {
  const { host, port, secure } = server
  const socket = secure
    ? connectTls({ host, port, servername: host }, ready)
    : connectPlain({ host, port }, ready)
  socket.on('error', failed)
  return socket
}

/** The server's own no: 4xx for now, 5xx for good. A password it does not take is ours to put right, and is tried again. */
function saidBy({ responseCode, code }: Failure): Answer | null {
  if (!responseCode || responseCode < 400) return null
  const again = responseCode < 500 || code === 'EAUTH'
  return {
    outcome: 'refused',
    code: code === 'EAUTH' ? 'smtp_login' : `smtp ${responseCode}`,
    again,
    stop: false,
  }
}
