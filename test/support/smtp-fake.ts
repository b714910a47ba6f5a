import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/**
 * What the server does with one connection. `lost`: it takes the whole letter and hangs up before it says so. `cut`: it
 * hangs up on the letter's first line. `gone`: it hangs up at once. `busy`: 451 to the recipient. `full`: 452 to the
 * letter. `nobody`: 550 to the recipient. `spam`: 554 to the letter. `locked`: it takes no password.
 */
export type SmtpMood = 'truth' | 'lost' | 'cut' | 'gone' | 'busy' | 'full' | 'nobody' | 'spam' | 'locked'
export type Taken = { from: string; to: string; mime: string }

/** A server for mail on 127.0.0.1, which keeps what it took. */
export async function fakeSmtp() {
  const taken: Taken[] = []
  const moods: SmtpMood[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    serve(socket, moods.shift() ?? 'truth', taken)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    next: (...mood: SmtpMood[]) => moods.push(...mood),
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function serve(socket: Socket, mood: SmtpMood, taken: Taken[]) {
  const letter = { from: '', to: '', mime: '' }
  let reading = false
  let rest = ''
  const say = (line: string) => socket.write(`${line}\r\n`)
  if (mood === 'gone') return socket.destroy()
  say('220 fake.test ESMTP')
  socket.on('data', (bytes) => {
    rest += bytes.toString('latin1')
    if (reading) {
      if (mood === 'cut') return socket.destroy()
      if (!rest.endsWith('\r\n.\r\n')) return
      reading = false
      letter.mime = rest.slice(0, -3)
      rest = ''
      if (mood === 'full') return say('452 4.2.2 mailbox full')
      if (mood === 'spam') return say('554 5.7.1 not wanted')
      taken.push({ ...letter })
      if (mood === 'lost') return socket.destroy()
      return say('250 2.0.0 Ok: queued as FAKE1')
    }
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      answer(rest.slice(0, end))
      rest = rest.slice(end + 2)
    }
  })
  const answer = (line: string) => {
    const [, path = ''] = /<([^>]*)>/.exec(line) ?? []
    if (/^EHLO/i.test(line)) return say('250-fake.test\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME')
    if (/^AUTH/i.test(line)) return say(mood === 'locked' ? '535 5.7.8 no' : '235 2.7.0 ok')
    if (/^MAIL/i.test(line)) {
      letter.from = path
      return say('250 ok')
    }
    if (/^RCPT/i.test(line)) {
      if (mood === 'busy') return say('451 4.7.1 try again later')
      if (mood === 'nobody') return say('550 5.1.1 no such mailbox')
      letter.to = path
      return say('250 ok')
    }
    if (/^DATA/i.test(line)) {
      reading = true
      return say('354 go on')
    }
    return /^QUIT/i.test(line) ? socket.end('221 bye\r\n') : say('250 ok')
  }
}
