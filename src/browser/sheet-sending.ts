import { SIGN_IN } from '../urls/sign-in.ts'
export type Sent = { next: string } | { message: string }

const LONGEST_MS = 180_000
const LOST = '没有传上去，店里什么都没有改。请检查网络后再传一次。'

/** Sends a form with a file and answers where its result is, or why there is none; `progress` is 0–100 of its bytes. */
export function sendSheet(form: HTMLFormElement, progress: (percent: number) => void): Promise<Sent> {
  return new Promise((done) => {
    const request = new XMLHttpRequest()
    request.open('POST', form.action)
    request.setRequestHeader('Accept', 'application/json')
    request.timeout = LONGEST_MS
    request.upload.onprogress = ({ loaded, total }) => progress(Math.floor((100 * loaded) / total))
    request.upload.onload = () => progress(100)
    request.onload = () => done(answerOf(request))
    request.onerror = () => done({ message: LOST })
    request.ontimeout = () => done({ message: LOST })
    request.send(new FormData(form))
  })
}

function answerOf(request: XMLHttpRequest): Sent {
  if (request.responseURL.includes(SIGN_IN)) return { message: '登录已过期，请重新登录后再传。' }
  if (request.status === 413) return { message: '文件太大。请删掉图片和多余的表，或分成几张。' }
  try {
    return JSON.parse(request.responseText) as Sent
  } catch {
    return { message: LOST }
  }
}
