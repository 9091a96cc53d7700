/** A password that was assigned and not saved yet. */
interface PendingPassword {
  readonly text: string;
  /** The digest, once it was made: a save that fails is not to make another. */
  digest: string | undefined;
}

/** What was assigned to the passwords of a record, by property, until it is saved. */
export class PendingPasswords {
  readonly passwords = new Map<string, PendingPassword>();
  readonly confirmations = new Map<string, string>();
}

/** Whether any password waits to be saved. */
export function hasPending({
  pending,
}: {
  readonly pending: PendingPasswords | undefined;
}): boolean {
  return pending !== undefined && pending.passwords.size > 0;
}
