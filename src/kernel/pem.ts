/** The bytes between the lines of a PEM; `kind` is what its first line has to say. Throws with a word on what it is. */
export function derOf(pem: string, kind: 'PRIVATE KEY' | 'PUBLIC KEY'): Uint8Array<ArrayBuffer> {
  // Settings kept on one line spell their line ends out.
  const lines = pem.replaceAll('\\n', '\n').trim()
  const found = /^-----BEGIN ([A-Z0-9 ]+)-----\s([A-Za-z0-9+/=\s]+)-----END \1-----$/.exec(lines)
  if (!found) throw new Error('is not a PEM')
  if (found[1] !== kind)
    throw new Error(`holds ${found[1]} where ${kind} is due (openssl pkcs8 -topk8 -nocrypt)`)
  return Uint8Array.from(atob(found[2]!.replace(/\s/g, '')), (letter) => letter.charCodeAt(0))
}
