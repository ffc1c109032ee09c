/**
 * What every field has: nothing typed is completed, corrected or checked by the system,
 * for some spell-checkers send what they check elsewhere.
 */
export const PLAIN_INPUT = {
  autoComplete: "off",
  autoCorrect: "off",
  spellCheck: "false",
} as const;
