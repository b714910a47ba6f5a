/** state → event → next state; what is not listed cannot happen. */
export type Machine<S extends string, E extends string> = Readonly<Record<S, Partial<Record<E, S>>>>

/** Next state, or null where the machine does not allow the event. */
export function transition<S extends string, E extends string>(machine: Machine<S, E>, state: S, event: E) {
  return (machine[state][event] as S | undefined) ?? null
}

/** The states an event may come upon. */
export const sources = <S extends string, E extends string>(machine: Machine<S, E>, event: E): S[] =>
  (Object.keys(machine) as S[]).filter((state) => machine[state][event] !== undefined)
