/** The first versions of Node, by their line, whose node:sqlite has what the shop asks of it (`limits`, `setAuthorizer`). */
const FIRST: Record<number, number> = { 24: 15, 25: 8 }

/** Why this version of Node cannot run the shop, in one sentence; null when it can. */
export function tooOld(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const first = FIRST[major]
  if (first === undefined ? major > 24 : minor >= first) return null
  return `The shop needs Node 24.15 or newer, and this is Node ${version}: see "Node" in docs/self-host.md.`
}
