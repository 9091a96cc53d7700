/** How the command ends, for the shell and for CI. */
export const ExitCode = {
  ok: 0,
  failure: 1,
  /** The command was used wrongly, or a question has no answer. */
  usage: 2,
  /** Models, migrations and database are not the same. */
  drift: 3,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
