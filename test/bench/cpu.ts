import { readdirSync, readFileSync } from 'node:fs'

const TICKS_A_SECOND = 100

/** Fields of a process from its state on; null once it is gone. */
function statOf(pid: string): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
  } catch {
    return null
  }
}

/** User and system time of the runtimes this process started, in ms; their databases included, their client not. */
export function runtimeCpuMs(): number {
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat !== null)
    .filter((stat) => Number(stat[1]) === process.pid)
    .reduce((sum, stat) => sum + Number(stat[11]) + Number(stat[12]), 0)
  return (ticks * 1000) / TICKS_A_SECOND
}

/** Time one process had a processor, in ms, to the microsecond; the waiting for one is left out. */
export const processCpuMs = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`)
    .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]))
    .reduce((sum, ns) => sum + ns / 1e6, 0)
