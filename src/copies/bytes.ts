import type { Values } from './parts.ts'

/** Rows as JSON lines, gzipped. */
export const packed = (rows: Values[]): Promise<Uint8Array<ArrayBuffer>> =>
  through(
    new TextEncoder().encode(rows.map((row) => JSON.stringify(row)).join('\n')),
    new CompressionStream('gzip'),
  )

export async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Values[]> {
  const text = new TextDecoder().decode(await through(bytes, new DecompressionStream('gzip')))
  return text ? text.split('\n').map((line) => JSON.parse(line) as Values) : []
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const body = new Response(bytes).body!.pipeThrough(stream as unknown as TransformStream)
  return new Uint8Array(await new Response(body).arrayBuffer())
}
