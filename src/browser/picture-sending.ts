import { SIGN_IN } from '../urls/sign-in.ts'
export type Kept = { id: string; src: string; next: string }
export type Outcome =
  | { kind: 'kept'; picture: Kept }
  | { kind: 'refused'; message: string }
  | { kind: 'signed_out' }
  | { kind: 'lost' }

type Watch = {
  /** 0–100. */
  progress: (percent: number) => void
  /** The network is away: the next try comes after so many seconds, or when `now` is called. */
  waiting: (seconds: number, now: () => void) => void
}

const PAUSES_S = [1, 2, 4, 8, 16, 30]
const LONGEST_MS = 120_000

/** Sends until the server answers, with growing pauses; `lost` when it never does. Safe to call again. */
export async function sendPicture(url: string, form: FormData, watch: Watch): Promise<Outcome> {
  for (const pause of PAUSES_S) {
    const outcome = await sendOnce(url, form, watch.progress)
    if (outcome.kind !== 'lost') return outcome
    await untilOnline(pause, watch.waiting)
  }
  return sendOnce(url, form, watch.progress)
}

function untilOnline(seconds: number, waiting: Watch['waiting']): Promise<void> {
  return new Promise((done) => {
    const go = () => {
      clearTimeout(timer)
      removeEventListener('online', go)
      done()
    }
    const timer = setTimeout(go, seconds * 1000)
    addEventListener('online', go)
    waiting(seconds, go)
  })
}

// fetch tells nothing of its progress.
function sendOnce(url: string, form: FormData, progress: Watch['progress']): Promise<Outcome> {
  return new Promise((done) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('Accept', 'application/json')
    request.timeout = LONGEST_MS
    request.upload.onprogress = ({ loaded, total }) => progress(Math.round((100 * loaded) / total))
    request.onload = () => done(outcomeOf(request))
    request.onerror = () => done({ kind: 'lost' })
    request.ontimeout = () => done({ kind: 'lost' })
    request.send(form)
  })
}

function outcomeOf(request: XMLHttpRequest): Outcome {
  if (request.responseURL.includes(SIGN_IN)) return { kind: 'signed_out' }
  if (request.status >= 500 || request.status === 0) return { kind: 'lost' }
  try {
    const answer = JSON.parse(request.responseText) as Kept & { message?: string }
    if (request.status < 300) return { kind: 'kept', picture: answer }
    return { kind: 'refused', message: answer.message ?? '' }
  } catch {
    return { kind: 'refused', message: '' }
  }
}
