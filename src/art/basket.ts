import { svg } from './scenes/kit.ts'

/** An empty basket on no ground: where there is nothing in it yet. */
export const basket = (): string => svg`
  <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">
  <ellipse cx="200" cy="262" rx="150" ry="16" fill="#17211C" opacity=".1"/>
  <path d="M120 120Q130 20 200 20T280 120" fill="none" stroke="#8A6230" stroke-width="9"/>
  <path d="M84 118L112 254Q200 276 288 254L316 118Z" fill="#B9863F"/>
  <path d="M88 146Q200 176 312 146M94 178Q200 208 306 178M101 210Q200 238 299 210M107 238Q200 262 293 238"
    stroke="#7C5223" stroke-width="7" fill="none"/>
  <path d="M120 128L136 258M160 136L168 264M200 138V266M240 136L232 264M280 128L264 258"
    stroke="#DDB46C" stroke-width="9" opacity=".75"/>
  <ellipse cx="200" cy="118" rx="118" ry="26" fill="#7C5223"/>
  <ellipse cx="200" cy="121" rx="104" ry="19" fill="#4A3518"/>
  <ellipse cx="200" cy="118" rx="118" ry="26" fill="none" stroke="#DDB46C" stroke-width="8"/>
  <path d="M330 250q-4 -26 14 -44q14 22 4 44zM332 250q-24 -6 -30 -24q22 -4 32 20z" fill="#7C9F57"/>
  </svg>`
