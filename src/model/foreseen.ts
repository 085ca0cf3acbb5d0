/** An error whose message is a sentence for the operator: what was looked for, where, and what to do. Anything else is a defect of preflight. */
export class Foreseen extends Error {}
