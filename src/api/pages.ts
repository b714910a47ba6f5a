export { ApiPage } from './api-page.tsx'
export { CallPage } from './call-page.tsx'
export { readApi } from './reading.ts'
