import type { Miniflare } from 'miniflare'

/** Asks the inspector of the shop's isolate; one question at a time. */
export async function openInspector(mf: Miniflare) {
  const socket = new WebSocket(new URL('/core:user:shop', await mf.getInspectorURL()))
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = reject
  })
  let id = 0
  const ask = <T>(method: string): Promise<T> =>
    new Promise((resolve) => {
      id += 1
      const own = id
      socket.addEventListener('message', function answered({ data }) {
        const answer = JSON.parse(data)
        if (answer.id !== own) return
        socket.removeEventListener('message', answered)
        resolve(answer.result)
      })
      socket.send(JSON.stringify({ id, method }))
    })
  return { ask, close: () => socket.close() }
}
