// The runtime's package names its program and has no types.
declare module 'workerd' {
  const workerd: { default: string }
  export default workerd
}
