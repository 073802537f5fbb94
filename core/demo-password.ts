/** Of every invented account; they cannot sign in anywhere but in a demonstration. */
export const DEMO_PASSWORD = "look behind the counter";
