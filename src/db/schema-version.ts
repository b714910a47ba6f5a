/** Number of the newest migration in migrations/; a test keeps them equal. */
export const SCHEMA_VERSION = 15
